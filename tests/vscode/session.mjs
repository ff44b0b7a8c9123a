// One session of the test: a temporary workspace of notes and sources, VS Code on it, and scenarios that save a
// screenshot when they fail.

import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { CodeServer } from './code-server.mjs';
import { LIMIT, Workbench } from './workbench.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const NOTES = join(ROOT, 'tests/notes');
const FAILURES = join(ROOT, 'tests/.cache/vscode/failures');
const PICTURES = join(ROOT, process.env.ONRECORD_RENEW ? 'docs/pictures' : 'tests/.cache/vscode/pictures');

/** What run.sh prepared: the folder of code-server, the extension's package, the server. */
const CODE_SERVER = demand('ONRECORD_CODE_SERVER');
const VSIX = demand('ONRECORD_VSIX');
const BINARY = demand('ONRECORD_BIN');

/** The note that the scenarios open. */
export const NOTE = 'kerry-beijing-2013.md';

/** Settings of the test user: light, calm, and the server under test. */
export const SETTINGS = {
  'onrecord.path': BINARY,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'files.autoSave': 'off',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontFamily': "'JetBrains Mono', 'DejaVu Sans Mono', monospace",
  'editor.fontSize': 14,
  'editor.lineHeight': 1.5,
  'editor.occurrencesHighlight': 'off',
  'editor.padding.top': 12,
  'editor.renderLineHighlight': 'none',
  'editor.renderWhitespace': 'none',
  'editor.guides.indentation': false,
  'editor.stickyScroll.enabled': false,
  'editor.scrollbar.vertical': 'auto',
  'workbench.editor.enablePreview': false,
  '[plaintext]': { 'editor.wordWrap': 'on' },
};

/**
 * Opens VS Code on a workspace of sources and notes before the scenarios of a file and closes it after them. `files` are
 * more files of the workspace: their text by their path.
 */
export function openVSCode({ settings = {}, files = {} } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'onrecord-vscode-'));
  const folder = join(home, 'beijing');
  const session = { folder, code: new CodeServer(CODE_SERVER, home), workbench: undefined };
  const kill = () => session.code.kill();

  before(async () => {
    cpSync(join(ROOT, 'seeds'), join(folder, 'seeds'), { recursive: true });
    mkdirSync(join(folder, 'notes'));
    for (const note of readdirSync(NOTES).filter((file) => file.endsWith('.md'))) {
      copyFileSync(join(NOTES, note), join(folder, 'notes', note));
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text, { mode: 0o755 });
    }
    process.once('exit', kill);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => process.exit(1));
    }
    await session.code.install(VSIX);
    await session.code.configure({ ...SETTINGS, ...settings });
    session.workbench = await Workbench.open(await session.code.start(folder));
  });

  after(async () => {
    await session.workbench?.close();
    await session.code.stop();
    process.off('exit', kill);
    rmSync(home, { recursive: true, force: true });
  });

  return session;
}

/** A scenario; if it fails, a screenshot shows why. */
export function scenario(session, name, act) {
  test(name, { timeout: 4 * LIMIT }, async () => {
    try {
      await act(session.workbench);
    } catch (error) {
      const file = join(FAILURES, `${name.replaceAll(/\W+/g, '-')}.png`);
      mkdirSync(FAILURES, { recursive: true });
      await session.workbench?.picture(file).catch(() => {});
      error.message += `\n(the screen at that moment: ${file})`;
      throw error;
    }
  });
}

/** Takes a picture for the README or, in plain test runs, for the cache. */
export async function picture(workbench, name) {
  mkdirSync(PICTURES, { recursive: true });
  await workbench.picture(join(PICTURES, `${name}.png`));
}

function demand(variable) {
  const value = process.env[variable];
  if (value === undefined || value === '') {
    throw new Error(`${variable} is not set: start this test with tests/vscode/run.sh`);
  }
  return value;
}
