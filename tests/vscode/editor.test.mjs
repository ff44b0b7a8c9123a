// What an analyst sees in VS Code with onrecord: underlines, cards, the jump from a quotation to its words, fixes.

import assert from 'node:assert/strict';
import { NOTE, openVSCode, picture, scenario, SETTINGS } from './session.mjs';

const vscode = openVSCode();
const SOURCE = '000_2db140b46b95ac14.txt';

scenario(vscode, 'wrong quotations and citations are underlined', async (w) => {
  await w.openFile(NOTE);
  await w.tally();
  await w.hideSideBar(); // room for the words in the pictures
  await w.goToLine(35);
  await w.underline('error');
  await w.underline('warning');
  await picture(w, 'underlines');
  await w.goToLine(1);
});

scenario(vscode, 'hovering a named actor shows the card', async (w) => {
  const card = await w.hover('Yang Jiechi', 'State Councilor');
  assert.match(card, /Yang Jiechi/);
  assert.match(card, /000/, 'the card names its source');
  await picture(w, 'actor');
  await w.dismiss();
});

scenario(vscode, 'hovering a quotation shows who said it, and its sentence', async (w) => {
  const card = await w.hover('needs to be handled', '000 ¶1');
  assert.match(card, /Beijing restricted itselfto/, 'the sentence');
  assert.match(card, /Speaker in the source: Yang Jiechi/);
  await picture(w, 'quotation');
  await w.dismiss();
});

scenario(vscode, "hovering a citation shows its source's title", async (w) => {
  const card = await w.hover('[@000, ¶1], and', 'China Likes John Kerry');
  assert.match(card, /000/);
  await w.dismiss();
});

scenario(vscode, 'going to the definition of a quotation selects its words in the source', async (w) => {
  await w.click('handled');
  await w.page.keyboard.press('F12');
  await w.tab(SOURCE);
  await w.status('status.editor.selection', /selected/);
  const words = await w.selection();
  // From the word clicked to the end of the quotation.
  assert.equal(words, 'handled and resolved through dialogue and consultation');
  await picture(w, 'source');
});

scenario(vscode, 'going to the type definition of a name leads to where its actor is introduced', async (w) => {
  await w.openFile(NOTE);
  await w.click('Yang Jiechi');
  await w.command('Go to Type Definition');
  await w.status('status.editor.selection', /selected/);
  assert.equal(await w.selection(), 'Yang Jiechi');
  await w.openFile(SOURCE);
});

scenario(vscode, 'hovering an actor inside a source shows the card too', async (w) => {
  const card = await w.hover('Yang Jiechi', 'State Councilor');
  assert.match(card, /Yang Jiechi/);
  await w.dismiss();
});

scenario(vscode, 'every quotation found in a source has a hint with its place', async (w) => {
  await w.openFile(NOTE);
  await w.find('✓ Yang Jiechi, 000 ¶1');
});

scenario(vscode, 'inserting a citation offers the sources', async (w) => {
  await w.openFile(NOTE);
  await w.tally();
  await w.goToLine(19);
  await w.command('onrecord: Insert a Citation');
  const offer = w.page.locator('.suggest-widget .monaco-list-row', { hasText: 'China Likes John Kerry' });
  await offer.first().waitFor();
  await w.page.keyboard.press('Enter');
  await w.page.locator('.suggest-widget').waitFor({ state: 'hidden' });
  assert.match(await w.line(19), /^\[@00\d\w*\]$/);
  await w.undoAll();
});

scenario(vscode, 'an opening mark and two words offer the rest of a quotation', async (w) => {
  await w.openFile(NOTE);
  await w.tally();
  await w.goToLine(19);
  await w.page.keyboard.type('“The tactical');
  await w.page.locator('.suggest-widget .monaco-list-row', { hasText: 'core interests' }).first().waitFor();
  await picture(w, 'completion');
  await w.page.keyboard.press('Escape');
  await w.undoAll();
});

scenario(vscode, 'the references of an actor are all places that name it', async (w) => {
  await w.openFile(NOTE);
  await w.click('Yang Jiechi');
  await w.page.keyboard.press('Shift+F12');
  const peek = w.page.locator('.peekview-widget');
  await peek.locator('.monaco-list-row', { hasText: SOURCE }).first().waitFor();
  await w.page.keyboard.press('Escape');
  await peek.waitFor({ state: 'hidden' });
});

scenario(vscode, 'a quick fix cites the source that has the words', async (w) => {
  await w.openFile(NOTE);
  await w.tally();
  await w.click('they will give the greatest effort');
  await w.page.keyboard.press('Control+.');
  await w.page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Cite [@004' }).waitFor();
  await picture(w, 'quick-fix');
  const before = await w.tally();
  await w.page.keyboard.press('Enter');
  await w.tallyBecomes({ other: before });
  assert.match(await w.line(23), /^tensions” \[@004/);
  await w.page.keyboard.press('Control+z');
  await w.tallyBecomes({ again: before });
  assert.match(await w.line(23), /^tensions” \[@000\]/);
});

scenario(vscode, 'the Problems panel lists the findings with their rules', async (w) => {
  await w.openFile(NOTE);
  await w.command('Problems: Focus on Problems View');
  const filter = w.page.getByPlaceholder('Filter (e.g. text');
  await filter.fill(NOTE);
  const rows = w.page.locator('.markers-panel .monaco-list-row');
  await rows.filter({ hasText: 'climate-talks' }).first().waitFor({ state: 'hidden' });
  assert.match(await rows.filter({ hasText: 'they will give the greatest effort' }).innerText(), /wrong-source/);
  await picture(w, 'problems');
});

scenario(vscode, 'a problem is one double click from its words', async (w) => {
  const filter = w.page.getByPlaceholder('Filter (e.g. text');
  await filter.fill('lavrov2013');
  await w.page.locator('.markers-panel .monaco-list-row', { hasText: 'unknown-source' }).first().dblclick();
  await w.status('status.editor.selection', /selected/);
  assert.match(await w.selection(), /lavrov2013/);
  await w.command('View: Hide Panel');
});

scenario(vscode, "a finding's rule is a link to its page, which needs no network", async (w) => {
  await w.openFile(NOTE);
  await w.goToLine(55);
  await w.point('lavrov2013');
  await w.page.locator('.monaco-hover a.code-link', { hasText: 'unknown-source' }).click();
  await w.tab('Preview unknown-source.md');
  await w.webviewSays('key matches no source');
  await w.page.keyboard.press('Control+F4');
});

scenario(vscode, 'the status item counts what is wrong with the note', async (w) => {
  await w.openFile(NOTE);
  assert.match(await w.tally(), /\d/);
});

scenario(vscode, 'actors are among the symbols of the workspace', async (w) => {
  await w.openFile(NOTE);
  await w.page.keyboard.press('Control+t');
  await w.page.locator('.quick-input-widget input.input').fill('#Yang Jiechi');
  await w.page.locator('.quick-input-list .monaco-list-row', { hasText: SOURCE }).first().waitFor();
  await w.page.keyboard.press('Escape');
});

scenario(vscode, 'after a restart the server finds the same', async (w) => {
  await w.openFile(NOTE);
  const before = await w.tally();
  await w.command('onrecord: Restart the Language Server');
  await w.tallyBecomes({ other: before });
  await w.tallyBecomes({ again: before });
});

scenario(vscode, 'without a server the extension says so, and setting its path starts it', async (w) => {
  await vscode.code.configure({ ...SETTINGS, 'onrecord.path': '/nowhere/onrecord' });
  await w.reload();
  await w.openFile(NOTE);
  const toast = w.page.locator('.notification-toast', { hasText: '/nowhere/onrecord' });
  await toast.waitFor();
  await toast.getByRole('button', { name: 'Open Setting' }).click();
  await w.tab('Settings');
  const path = w.page.locator('.settings-editor .setting-item', { hasText: 'The onrecord program' }).locator('input');
  await path.fill(SETTINGS['onrecord.path']);
  await w.openFile(NOTE);
  await w.tally();
});
