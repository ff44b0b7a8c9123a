// The manifest's strings are complete.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const manifest = readFileSync('package.json', 'utf8');
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

test('every string that the manifest names exists, and every string is used', () => {
  const named = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(strings).sort());
});

test('every string of the program can be translated', () => {
  const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Record<string, string>;
  const files = readdirSync('src').filter((file) => file.endsWith('.ts'));
  const sources = files.map((file) => readFileSync(`src/${file}`, 'utf8')).join('\n');
  const said = [...sources.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text);
  assert.deepEqual([...new Set(said)].sort(), Object.keys(bundle).sort());
  assert.ok(Object.entries(bundle).every(([key, text]) => key === text));
});
