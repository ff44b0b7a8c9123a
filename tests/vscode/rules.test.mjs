// The examples of the rules' pages in VS Code: each rule appears in the Problems panel, and its first fix produces the
// page's result. Each page has its own folder, because its sources are its own.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openVSCode, scenario, SETTINGS } from './session.mjs';

const PAGES = resolve(import.meta.dirname, '../../docs/rules');
const rules = readdirSync(PAGES).map((file) => file.replace(/\.md$/, ''));

/** The first example of a page: sources by file name, the wrong note without its marks, the fixed note. */
function example(rule) {
  const page = readFileSync(join(PAGES, `${rule}.md`), 'utf8');
  const blocks = [...page.matchAll(/^```\S+ (\S+)\n(.*?\n)```$/gms)].map(([, kind, text]) => [kind, text]);
  // Some rules report in the bibliography.
  const document = /^```bibtex wrong$/m.test(page) ? 'refs.bib' : 'note.md';
  const first = (kind) => blocks.find(([k]) => k === kind)?.[1];
  const sources = blocks.filter(([kind]) => kind.startsWith('source=')).map(([k, text]) => [k.slice('source='.length), text]);
  // The panel does not show hints, and some rules are off: they are turned into warnings.
  const faint = /^\*draft:\* (off|hint)/m.test(page);
  return { sources, note: first('wrong').replace(/^ *\^+.*\n/gm, ''), fixed: first('fixed'), faint, document };
}

const files = {};
for (const rule of rules) {
  const { sources, note, faint, document } = example(rule);
  const put = (name, text) => (files[`../pages/${rule}/${name}`] = text);
  put('note.md', '# Note\n');
  put(document, note);
  const bibliography = document === 'refs.bib' ? 'bibliography = ["refs.bib"]\n' : '';
  put('onrecord.toml', bibliography + (faint ? `[rules]\n${rule} = "warning"\n` : ''));
  for (const [name, text] of sources) {
    put(`seeds/${name}`, text);
  }
}

const vscode = openVSCode({ files });

for (const rule of rules) {
  scenario(vscode, `${rule} is among the problems, and its fix puts the note right`, async (w) => {
    const { fixed, document } = example(rule);
    const folder = resolve(vscode.folder, '../pages', rule);
    // Without sources it exits with 2, but still reports errors of form.
    const checked = spawnSync(SETTINGS['onrecord.path'], ['check', '--exit-zero', '--format', 'json'], { cwd: folder });
    const finding = JSON.parse(checked.stdout.toString()).find((found) => found.rule === rule);

    await w.openFolder(folder);
    await w.openFile('note.md');
    if (document === 'note.md') {
      await w.tally();
    } else {
      // The note has no findings, so it is not counted.
      await w.openFile(document);
    }
    await w.command('Problems: Focus on Problems View');
    const row = w.page.locator('.markers-panel .monaco-list-row', { hasText: rule }).first();
    await row.waitFor();
    assert.ok((await row.innerText()).includes(finding.message.slice(0, 40)), finding.message);
    if (fixed === undefined) {
      return;
    }
    await row.dblclick();
    await w.fix(finding.fixes[0].title);
    await row.waitFor({ state: 'hidden' });
    assert.equal(await w.text(), fixed);
    await w.undoAll();
  });
}
