// An analyst writes: a new note, mistakes and their fixes, files that appear and vanish. A day of it must not annoy.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openVSCode, picture, scenario } from './session.mjs';

const HELD = 'the issue needs to be handled and resolved through dialogue and consultation';
const MIXED = [
  '# Kerry’s visits',
  '😀 The naïve: Yang Jiechi held that “the issue must be handled and resolved through dialogue and consultation” [@000].',
  'Kerry said: “China has an enormous ability to help make a difference here” [@004]. Then Yang Jiechi left.',
].join('\r\n\r\n');

const vscode = openVSCode({
  settings: { 'editor.occurrencesHighlight': 'singleFile', 'files.hotExit': 'off' },
  files: { 'mixed.md': `${MIXED}\r\n`, 'empty.md': '\n' },
});

/** The marks of a severity in the editor in front. */
const marks = (w, severity) => w.page.locator(`.editor-group-container.active .squiggly-${severity}`);
const list = (w) => w.page.locator('.suggest-widget.visible .monaco-list-row');

/** Types like a person, one key after the other. */
async function type(w, text) {
  await w.page.keyboard.type(text, { delay: 50 });
}

scenario(vscode, 'a note without a file: completing a name, a quotation and a citation by keyboard alone', async (w) => {
  await w.openFile('mixed.md');
  await w.tally();
  await w.page.keyboard.press('Control+n');
  await w.commandThatAsks('Change Language Mode');
  await w.page.locator('.quick-input-widget input.input').fill('Markdown');
  await w.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: /^\W*Markdown/ }).waitFor();
  await w.page.keyboard.press('Enter');
  await w.page.locator('.statusbar-item', { hasText: 'Markdown' }).waitFor();
  await type(w, '# Desk\n\nYa');
  await list(w).filter({ hasText: 'Yang Jiechi' }).waitFor();
  await w.page.keyboard.press('Enter');
  await type(w, ' held that “');
  await list(w).filter({ hasText: 'the issue needs' }).waitFor();
  await picture(w, 'said');
  await w.page.keyboard.press('Enter');
  await w.page.locator('.view-line', { hasText: '✓ Yang Jiechi, 000 ¶1' }).waitFor();
  assert.equal(await w.text(), `# Desk\n\nYang Jiechi held that “${HELD}.” [@000_2db140b46b95ac14, ¶1]`);
  assert.equal(await marks(w, 'warning').count(), 0);
});

scenario(vscode, 'a complete name does not capture the next Enter', async (w) => {
  await w.page.keyboard.press('Control+End');
  await type(w, '\n\n## What came of Kerry\n\nMore');
  await w.page.locator('.view-line', { hasText: 'More' }).waitFor();
  assert.match(await w.text(), /\n\n## What came of Kerry\n\nMore$/);
});

scenario(vscode, 'an open quotation is reported only after an edit elsewhere', async (w) => {
  await w.page.keyboard.press('Control+End');
  await type(w, '. He said “it had all been a great misunder');
  // The hint of the quotation above proves that the server has seen this text; nothing is underlined meanwhile.
  await w.page.locator('.codelens-decoration', { hasText: '1 quotation: 1 verbatim' }).waitFor();
  assert.equal(await marks(w, 'warning').count(), 0);
  await w.page.keyboard.press('Escape');
  await type(w, '\n\nThen');
  await marks(w, 'warning').first().waitFor();
});

scenario(vscode, 'repeated undo and redo lead to the same findings', async (w) => {
  await w.openFile('mixed.md');
  const before = await w.tally();
  await w.click('must be handled');
  await w.fix('Use the source’s words');
  await w.find('needs to be handled');
  await w.tallyBecomes({ other: before });
  for (let round = 0; round < 5; round++) {
    await w.page.keyboard.press('Control+z');
    await w.page.keyboard.press('Control+y');
  }
  await w.find('needs to be handled');
  await w.page.keyboard.press('Control+z');
  await w.find('must be handled');
  await w.tallyBecomes({ again: before });
});

scenario(vscode, 'highlights: the places of an actor in a note', async (w) => {
  await w.openFile('mixed.md');
  await w.click('Yang Jiechi held');
  await w.page.locator('.wordHighlight, .wordHighlightText, .wordHighlightStrong').nth(1).waitFor();
});

scenario(vscode, 'quotations from a deleted source are not found until it returns', async (w) => {
  await w.openFile('mixed.md');
  const lens = w.page.locator('.codelens-decoration', { hasText: '1 not in the corpus' });
  const name = readdirSync(join(vscode.folder, 'seeds')).find((file) => file.startsWith('004'));
  const path = join(vscode.folder, 'seeds', name);
  const text = readFileSync(path);
  rmSync(path);
  await lens.waitFor();
  writeFileSync(path, text);
  await lens.waitFor({ state: 'hidden' });
});

scenario(vscode, 'a note stays checked while a thousand sources are added and removed', async (w) => {
  await w.openFile('mixed.md');
  const before = await w.tally();
  const path = (n) => join(vscode.folder, 'seeds', `x${n}_ferry.txt`);
  const numbers = Array.from({ length: 1000 }, (_, n) => n);
  for (const n of numbers) {
    writeFileSync(path(n), `Piece ${n}\n\n“The ferry number ${n} is late again,” said Ada Lund.\n`);
  }
  await w.page.keyboard.press('Control+End');
  await type(w, '\nLund said “The ferry number 77');
  await w.suggested('The ferry number 77');
  await w.page.keyboard.press('Escape');
  await w.undoAll();
  numbers.forEach((n) => rmSync(path(n)));
  await w.tallyBecomes({ again: before });
});

scenario(vscode, 'a configuration error is marked in its file, and notes stay checked', async (w) => {
  const path = join(vscode.folder, 'onrecord.toml');
  await w.openFile('mixed.md');
  const before = await w.tally();
  writeFileSync(path, 'profil = "release"\n[rules]\nmisquot = "off"\n');
  await w.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'onrecord.toml' }).dblclick();
  await w.tab('onrecord.toml');
  await marks(w, 'error').first().waitFor();
  await marks(w, 'warning').first().waitFor();
  await w.openFile('mixed.md');
  assert.equal(await w.tally(), before);
  rmSync(path);
  await w.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'onrecord.toml' }).waitFor({ state: 'hidden' });
});

scenario(vscode, 'a restart keeps unsaved changes, and closing without saving reverts to the disk', async (w) => {
  await w.openFile('mixed.md');
  const before = await w.tally();
  await w.click('must be handled');
  await w.fix('Use the source’s words');
  await w.tallyBecomes({ other: before });
  await w.command('onrecord: Restart the Language Server');
  // The new server has the unsaved text, and the edits that follow.
  await w.page.locator('.codelens-decoration', { hasText: '2 quotations: 2 verbatim' }).waitFor();
  await w.page.keyboard.press('Control+z');
  await w.find('must be handled');
  await w.tallyBecomes({ again: before });
  await w.page.keyboard.press('Control+y');
  await w.tallyBecomes({ other: before });
  await w.page.locator('.tab.active.selected .tab-actions .action-label').click();
  await w.page.getByRole('button', { name: 'Don\'t Save' }).click();
  // Until it is closed, the box for files leads back to the file being closed.
  await w.page.locator('.tab', { hasText: 'mixed.md' }).waitFor({ state: 'hidden' });
  await w.openFile('mixed.md');
  await w.find('must be handled');
  await w.tallyBecomes({ again: before });
});

scenario(vscode, 'renaming to a key that matches nothing is refused, and the note is unchanged', async (w) => {
  await w.openFile('mixed.md');
  await w.click('@004');
  await w.page.keyboard.press('F2');
  await w.page.locator('.rename-box input').fill('kerry2013');
  await w.page.keyboard.press('Enter');
  await w.page.locator('.notification-toast', { hasText: '@kerry2013 would not resolve to 004' }).waitFor();
  await w.find('[@004]');
  await w.command('Notifications: Clear All Notifications');
});

scenario(vscode, 'a cite key is renamed in the bibliography as open in the editor', async (w) => {
  const path = (name) => join(vscode.folder, name);
  const source = readdirSync(path('seeds')).find((file) => file.startsWith('004'));
  writeFileSync(path('refs.bib'), `@misc{kerry2013,\n  title = {Kerry looks to Peking},\n  file = {seeds/${source}}\n}\n`);
  writeFileSync(path('onrecord.toml'), 'bibliography = ["refs.bib"]\n');
  await w.openFile('mixed.md');
  // The bibliography takes precedence: the old key is gone.
  await w.page.locator('.view-line', { hasText: 'kerry2013 ¶9' }).waitFor();
  await w.click('@004');
  await w.page.keyboard.press('F2');
  await w.page.locator('.rename-box input').fill('kerry2013');
  await w.page.keyboard.press('Enter');
  await w.find('[@kerry2013]');
  await w.openFile('refs.bib');
  await w.page.keyboard.press('Control+Home');
  await type(w, '% what was read in 2013\n');
  await w.click('kerry2013');
  await w.page.keyboard.press('F2');
  const box = w.page.locator('.rename-box input');
  await box.waitFor();
  assert.equal(await box.inputValue(), 'kerry2013');
  await box.fill('afp2013');
  await w.page.keyboard.press('Enter');
  await w.find('@misc{afp2013,');
  await picture(w, 'bibliography');
  await w.openFile('mixed.md');
  await w.find('[@afp2013]');
  await w.undoAll();
  await w.openFile('refs.bib');
  await w.undoAll();
  rmSync(path('refs.bib'));
  rmSync(path('onrecord.toml'));
  await w.openFile('mixed.md');
});

scenario(vscode, 'two windows on a note show the same', async (w) => {
  await w.openFile('mixed.md');
  await w.command('View: Split Editor');
  const editors = w.page.locator('.editor-group-container');
  await editors.nth(1).locator('.squiggly-error, .squiggly-warning').first().waitFor();
  await w.click('must be handled');
  await w.fix('Use the source’s words');
  for (const n of [0, 1]) {
    await editors.nth(n).locator('.view-line', { hasText: 'needs to be handled' }).waitFor();
  }
  await w.undoAll();
  await w.command('View: Join All Editor Groups');
  await editors.nth(1).waitFor({ state: 'hidden' });
});

scenario(vscode, 'a large paste is checked like any other text', async (w) => {
  await w.openFile('empty.md');
  const one = `Yang Jiechi held that “${HELD}” [@000].\n\n`;
  await w.page.evaluate((text) => navigator.clipboard.writeText(text), one.repeat(400));
  // An editor that has just come to the front may not have focus yet: the text would be lost.
  await w.command('View: Focus Active Editor Group');
  await w.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  await w.pressUntil('Control+End', 'status.editor.selection', /^Ln 2, Col 1$/);
  await w.page.keyboard.press('Control+v');
  await w.status('status.editor.selection', /^Ln 80\d, Col 1$/);
  await w.goToLine(1);
  await w.page.locator('.codelens-decoration', { hasText: '400 quotations: 400 verbatim' }).waitFor();
  await w.undoAll();
});

scenario(vscode, 'the walkthrough leads from sources to a note', async (w) => {
  await w.commandThatAsks('Welcome: Open Walkthrough...');
  await w.page.locator('.quick-input-widget input.input').fill('onrecord');
  await w.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: 'onrecord' }).waitFor();
  await w.page.keyboard.press('Enter');
  const page = w.page.locator('.gettingStartedContainer');
  await page.getByText('Put your sources in a folder').first().waitFor();
  assert.doesNotMatch(await page.innerText(), /`/);
  await picture(w, 'walkthrough');
});
