// Which program is started for each combination of setting, bundle and PATH.

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { findBinary, type Places } from '../src/binary';

const places: Places = {
  setting: '',
  extension: '/extension',
  path: '/usr/local/bin:/usr/bin',
  home: '/home/ada',
  workspace: '/notes',
  platform: 'linux',
};

/** Looks in `places` with `changes`, on a disk where only `programs` exist. */
function look(changes: Partial<Places>, ...programs: string[]) {
  return findBinary({ ...places, ...changes }, (file) => programs.includes(file));
}

test('the setting takes precedence', () => {
  const lookup = look({ setting: '/opt/onrecord' }, '/opt/onrecord', '/extension/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: '/opt/onrecord', by: 'setting' });
});

test('a wrong setting is an error and starts no other program', () => {
  const lookup = look({ setting: '/opt/onrecord' }, '/extension/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: undefined, tried: ['/opt/onrecord'] });
});

test('the setting may begin with ~ or the workspace folder, or be relative to it', () => {
  const files = ['~/bin/onrecord', '${workspaceFolder}/target/onrecord', 'target/onrecord'].map(
    (setting) => look({ setting }, '/home/ada/bin/onrecord', '/notes/target/onrecord').found,
  );
  assert.deepEqual(files, ['/home/ada/bin/onrecord', '/notes/target/onrecord', '/notes/target/onrecord']);
});

test('a name that only begins with a tilde is not expanded', () => {
  assert.deepEqual(look({ setting: '/x/~y' }), { found: undefined, tried: ['/x/~y'] });
});

test('the bundled program takes precedence over the PATH', () => {
  const lookup = look({}, '/extension/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: '/extension/bin/onrecord', by: 'bundle' });
});

test('the first program on the PATH is used', () => {
  const lookup = look({}, '/usr/local/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: '/usr/local/bin/onrecord', by: 'path' });
});

test('relative and empty entries of the PATH are skipped', () => {
  assert.equal(look({ path: ':bin:.' }, 'bin/onrecord', 'onrecord').found, undefined);
});

test('on Windows the program is onrecord.exe', () => {
  const lookup = look({ platform: 'win32' }, '/usr/bin/onrecord.exe');
  assert.deepEqual(lookup, { found: '/usr/bin/onrecord.exe', by: 'path' });
});

test('without a program, the result lists where it looked', () => {
  const tried = ['/extension/bin/onrecord', '/usr/local/bin/onrecord', '/usr/bin/onrecord'];
  assert.deepEqual(look({}), { found: undefined, tried });
});

test('a folder or a file without execute permission is not a program', () => {
  assert.equal(findBinary({ ...places, setting: resolve('test') }).found, undefined);
  assert.equal(findBinary({ ...places, setting: resolve('package.json') }).found, undefined);
});
