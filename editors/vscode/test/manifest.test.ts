// The manifest agrees with its strings and with the rules there are.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const manifest = readFileSync('package.json', 'utf8');
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

test('every string that the manifest names exists, and none lies idle', () => {
  const named = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(strings).sort());
});

test('every rule with a page can be set, and no other', () => {
  const pages = readdirSync('../../docs/rules').map((file) => file.replace(/\.md$/, ''));
  const settings = Object.keys(strings).flatMap((key) => (key.startsWith('rule.') ? [key.slice('rule.'.length)] : []));
  assert.deepEqual(settings.sort(), pages.sort());
});
