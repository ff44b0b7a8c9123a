// A folder from a stranger may contain a program and a setting that names it: it runs only once the user trusts the folder.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NOTE, openVSCode, scenario } from './session.mjs';

const PROGRAM = '#!/bin/sh\ntouch "$(dirname "$0")/it-ran"\n';

const vscode = openVSCode({
  settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
  files: {
    'strange-program': PROGRAM,
    '.vscode/settings.json': JSON.stringify({ 'onrecord.path': '${workspaceFolder}/strange-program' }),
  },
});

const itRan = () => existsSync(join(vscode.folder, 'it-ran'));

scenario(vscode, "an untrusted workspace gets the user's own server", async (w) => {
  await w.openFile(NOTE);
  await w.tally();
  assert.equal(itRan(), false);
});

scenario(vscode, 'trusting the workspace activates its own onrecord.path', async (w) => {
  await w.command('Workspaces: Manage Workspace Trust');
  await trust(w.page);
  await w.openFile(NOTE);
  await w.stopped();
  assert.equal(itRan(), true);
});

/** Trusts the folder. Its editor redraws its buttons while it opens, and a click on a replaced one is lost. */
async function trust(page) {
  const button = page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true });
  const restricted = page.locator('.statusbar-item', { hasText: 'Restricted Mode' });
  for (let trusted = false; !trusted; ) {
    await button.click();
    trusted = await restricted.waitFor({ state: 'hidden', timeout: 5000 }).then(() => true, () => false);
  }
}
