#!/usr/bin/env node
// Stands in for the language server and records VS Code's capabilities: the parameters of its first message,
// `initialize`, go to initialize.json in the workspace folder.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

let received = Buffer.alloc(0);
process.stdin.on('data', (data) => {
  received = Buffer.concat([received, data]);
  const start = received.indexOf('\r\n\r\n') + 4;
  const length = Number(/content-length: *(\d+)/i.exec(received.subarray(0, start).toString())?.[1]);
  if (start >= 4 && received.length >= start + length) {
    const { params } = JSON.parse(received.subarray(start, start + length).toString());
    writeFileSync(fileURLToPath(`${params.workspaceFolders[0].uri}/initialize.json`), JSON.stringify(params));
    process.exit(0);
  }
});
