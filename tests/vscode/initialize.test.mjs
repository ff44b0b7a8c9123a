// VS Code's `initialize` request, recorded for the server's own tests: the recording must match the current VS Code.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NOTE, openVSCode, scenario } from './session.mjs';

const RECORDING = resolve(import.meta.dirname, '../lsp/initialize-vscode.json');

const vscode = openVSCode({ settings: { 'onrecord.path': join(import.meta.dirname, 'recorder.mjs') } });

scenario(vscode, 'the recorded initialize parameters are those of VS Code', async (w) => {
  const file = join(vscode.folder, 'initialize.json');
  await w.openFile(NOTE);
  await w.stopped();
  const said = readFileSync(file, 'utf8')
    .replaceAll(vscode.folder, '/workspace')
    .replace(/"processId":\d+/, '"processId":null');
  const params = JSON.parse(said);
  if (process.env.ONRECORD_RENEW) {
    writeFileSync(RECORDING, `${JSON.stringify(params, undefined, 2)}\n`);
  }
  assert.deepEqual(params, JSON.parse(readFileSync(RECORDING, 'utf8')));
});
