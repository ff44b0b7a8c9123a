// The other features in VS Code: dossier, call hierarchy, colours, folding, renaming, lenses.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTE, openVSCode, picture, scenario } from './session.mjs';

const DESK = `# Desk

Yang Jiechi held that “the issue needs to be handled and resolved through dialogue and consultation” [@000].

> the issue needs to be handled and resolved
> through dialogue and consultation
>
> — Yang Jiechi [@000, ¶1]

Nobody said “the issue needs to be handled and avoided through dialogue and consultation” [@000].
`;

const vscode = openVSCode({
  settings: { 'explorer.confirmDragAndDrop': false, 'files.refactoring.autoSave': false },
  files: { 'desk.md': DESK, 'second.md': DESK.split('\n\n')[1] + '\n' },
});
const SOURCE = '000_2db140b46b95ac14.txt';
const HELD = 'the issue needs to be handled and resolved through dialogue and consultation';

/** Opens the note of this file and waits until it is checked, and until the line above it has appeared, which shifts all others. */
async function desk(w) {
  await w.openFile('desk.md');
  await w.tally();
  await w.page.locator('.codelens-decoration', { hasText: '3 quotations' }).waitFor();
}

scenario(vscode, 'dossier: the actor at the cursor has a page with every place', async (w) => {
  await desk(w);
  await w.hideSideBar();
  await w.click('Yang Jiechi');
  await w.command("onrecord: Open an Actor's Dossier");
  const page = w.webview();
  await page.getByRole('heading', { level: 1, name: 'Yang Jiechi' }).waitFor();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  await picture(w, 'dossier');
  const said = page.locator('li.said button', { hasText: 'needs to be handled' }).first();
  await page.getByLabel(/Mentions/).uncheck();
  assert.equal(await page.locator('li.named button').first().isVisible(), false, 'mentions are hidden');
  await page.getByLabel(/Mentions/).check();
  await said.press('Enter');
  await w.tab(SOURCE);
  await w.status('status.editor.selection', /selected/);
  assert.match(await w.selection(), /^the issue needs to be handled/);
});

scenario(vscode, 'dossier: company leads to another dossier, by keyboard', async (w) => {
  const page = w.webview();
  const other = page.locator('.company li button').first();
  const name = ((await other.innerText()).match(/^(.*?)\s+\d+×/) ?? [])[1];
  await other.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
});

scenario(vscode, 'dossier: it runs no script but its own and loads nothing from elsewhere', async (w) => {
  const page = w.webview();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*;/);
  await w.command('View: Close All Editors');
});

scenario(vscode, 'dossier: without a name at the cursor the user chooses an actor', async (w) => {
  await desk(w);
  await w.goToLine(1);
  await w.commandThatAsks("onrecord: Open an Actor's Dossier");
  const box = w.page.locator('.quick-input-widget input.input');
  await w.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await box.fill('Wang Yi');
  await w.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Wang Yi' }).waitFor();
  await w.page.keyboard.press('Enter');
  await w.webview().getByRole('heading', { level: 1, name: 'Wang Yi' }).waitFor();
  await w.command('View: Close All Editors');
});

scenario(vscode, 'check workspace: every note is counted', async (w) => {
  await desk(w);
  await w.command('onrecord: Check All Notes of the Workspace');
  await w.page.locator('.notification-toast', { hasText: /\d+ notes: \d+ errors/ }).waitFor();
  await w.page.locator('.markers-panel .monaco-list-row', { hasText: 'climate-talks-2021.md' }).first().waitFor();
  await w.command('Notifications: Clear All Notifications');
  await w.command('View: Hide Panel');
});

scenario(vscode, 'code lens: a source says in how many notes it is quoted, and lists them', async (w) => {
  await w.openFile(SOURCE);
  // It opens where it was left, which may be far below the line with the lens.
  await w.goToLine(1);
  const lens = w.page.locator('.codelens-decoration a:visible', { hasText: /quoted in \d+ notes/ }).first();
  await lens.click();
  const peek = w.page.locator('.peekview-widget');
  await peek.locator('.monaco-list-row', { hasText: NOTE }).first().waitFor();
  await w.page.keyboard.press('Escape');
  await peek.waitFor({ state: 'hidden' });
});

scenario(vscode, 'semantic tokens: a misquotation differs in colour from a correct quotation', async (w) => {
  await desk(w);
  const colour = async (words) => {
    const { x, y } = await w.find(words);
    return w.page.evaluate(([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).color, [x, y]);
  };
  const wanted = Date.now() + 20_000;
  while ((await colour('resolved through dialogue')) === (await colour('avoided through'))) {
    assert.ok(Date.now() < wanted, 'both have the same colour');
  }
  assert.notEqual(await colour('Yang Jiechi held'), await colour('held that'), 'a name has a colour of its own');
});

scenario(vscode, 'folding: a block quotation folds', async (w) => {
  await desk(w);
  await w.goToLine(5);
  await w.page.keyboard.press('Control+Shift+[');
  await w.page.locator('.view-line', { hasText: 'through dialogue and consultation' }).nth(2).waitFor({ state: 'hidden' });
  await w.command('Unfold All');
});

scenario(vscode, 'selection range: it grows to the whole quotation', async (w) => {
  await desk(w);
  await w.click('handled and resolved');
  for (let step = 0; step < 6; step++) {
    await w.page.keyboard.press('Shift+Alt+ArrowRight');
    await w.status('status.editor.selection', /selected/);
    if ((await w.selection()) === HELD) {
      return;
    }
  }
  assert.fail(`the quotation was no step: ${await w.selection()}`);
});

scenario(vscode, 'call hierarchy: who quotes an actor', async (w) => {
  await desk(w);
  await w.click('Yang Jiechi');
  await w.page.keyboard.press('Shift+Alt+h');
  const tree = w.page.locator('.sidebar .monaco-list-row');
  await tree.filter({ hasText: SOURCE }).first().waitFor();
  await tree.filter({ hasText: 'second.md' }).first().waitFor();
  await w.hideSideBar();
});

scenario(vscode, 'rename: a name changes in every note', async (w) => {
  await desk(w);
  await w.click('Yang Jiechi');
  await w.page.keyboard.press('F2');
  const box = w.page.locator('.rename-box input');
  await box.waitFor();
  assert.equal(await box.inputValue(), 'Yang Jiechi');
  await box.fill('Yang J.');
  await w.page.keyboard.press('Enter');
  await w.find('Yang J. held that');
  await w.openFile('second.md');
  await w.find('Yang J. held that');
  await w.undoAll();
  await desk(w);
  await w.undoAll();
});

scenario(vscode, 'outline: the quotations of a note are symbols of it', async (w) => {
  await desk(w);
  await w.page.keyboard.press('Control+Shift+o');
  await w.page.locator('.quick-input-list .monaco-list-row', { hasText: 'the issue needs' }).first().waitFor();
  await w.page.keyboard.press('Escape');
});

scenario(vscode, 'document links: a citation opens its source', async (w) => {
  await desk(w);
  const { x, y } = await w.find('000].');
  await w.page.keyboard.down('Control');
  await w.page.mouse.move(x - 6, y);
  await w.page.mouse.move(x - 4, y);
  await w.page.mouse.click(x - 4, y);
  await w.page.keyboard.up('Control');
  await w.tab(SOURCE);
});

scenario(vscode, 'renamed files: citations follow a source', async (w) => {
  await desk(w);
  await w.openFile(SOURCE);
  await w.command('File: Reveal Active File in Explorer View');
  const row = w.page.locator('.explorer-folders-view .monaco-list-row.focused', { hasText: SOURCE });
  await row.waitFor();
  await w.page.keyboard.press('F2');
  const box = w.page.locator('.explorer-folders-view input');
  await box.fill('yang-2013.txt');
  await w.page.keyboard.press('Enter');
  await w.page.getByRole('button', { name: 'OK' }).click();
  // The renamed file comes to the front by itself, and would cover the next one.
  await w.tab('yang-2013.txt');
  await w.openFile('desk.md');
  await w.find('[@yang-2013].');
  assert.equal(existsSync(join(vscode.folder, 'seeds/yang-2013.txt')), true);
  assert.match(readFileSync(join(vscode.folder, 'seeds/yang-2013.txt'), 'utf8'), /Yang Jiechi/);
});
