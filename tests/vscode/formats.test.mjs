// Sources that are web pages, documents, books, mails and subtitles answer like texts: hover, jump, a wrong place told
// and corrected.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { openVSCode, picture, scenario } from './session.mjs';

const FIXTURES = resolve(import.meta.dirname, '../fixtures');
const rows = JSON.parse(readFileSync(join(FIXTURES, 'formats.json'), 'utf8'));

/** The file of a source in the workspace, by its key. */
const source = (row) => row.key + extname(row.file);
const note = (row) => `${row.key}-note.md`;

const files = Object.fromEntries(
  rows.flatMap((row) => [
    [`seeds/${source(row)}`, readFileSync(join(FIXTURES, 'formats', row.file))],
    [`notes/${note(row)}`, `${row.speaker} said “${row.words}” [@${row.key}, ${row.wrong}].\n`],
  ]),
);
const vscode = openVSCode({ files });

scenario(vscode, 'there is room for a note of one line', async (w) => w.hideSideBar());

for (const row of rows) {
  scenario(vscode, `${row.file}: its words are shown, the wrong place is corrected, and the jump leads to them`, async (w) => {
    await w.openFile(note(row));
    await w.underline('warning');
    const word = row.words.split(' ').reduce((one, other) => (other.length > one.length ? other : one));
    const card = await w.hover(word, row.key);
    assert.match(card, new RegExp(row.speaker), 'the card names the speaker or quotes the sentence');
    await picture(w, `format-${row.key}`);
    await w.dismiss();
    await w.click(row.wrong);
    await w.fix(`Cite ${row.right}`);
    await w.find(`${row.right}]`);
    await w.click(word);
    await w.page.keyboard.press('F12');
    await w.tab(source(row));
    await w.status('status.editor.selection', /selected/);
    // From the word clicked to the end of the quotation.
    assert.equal((await w.selection()).toLowerCase(), row.words.slice(row.words.indexOf(word)).toLowerCase());
    await picture(w, `format-${row.key}-source`);
  });
}

scenario(vscode, 'hover works in the text of a web page, and its original can be opened', async (w) => {
  await w.openFile('web-note.md');
  await w.click('nothing of it');
  await w.page.keyboard.press('F12');
  await w.tab('web.html');
  await w.page.getByText('Open the original').first().waitFor();
  const card = await w.hover('Ben Okafor', 'person');
  assert.match(card, /Ben Okafor/);
  await picture(w, 'format-names');
  await w.dismiss();
});
