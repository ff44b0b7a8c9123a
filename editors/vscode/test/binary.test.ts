// Which program is started, for each combination of setting, bundle and PATH.

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

/** Looks in `places`, changed by `changes`, on a disk where only `programs` exist. */
function look(changes: Partial<Places>, ...programs: string[]) {
  return findBinary({ ...places, ...changes }, (file) => programs.includes(file));
}

test('the setting comes before everything', () => {
  const lookup = look({ setting: '/opt/onrecord' }, '/opt/onrecord', '/extension/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: '/opt/onrecord', by: 'setting' });
});

test('a setting that points nowhere is an answer, not a reason to start something else', () => {
  const lookup = look({ setting: '/opt/onrecord' }, '/extension/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: undefined, tried: ['/opt/onrecord'] });
});

test('the setting may begin at home, in the workspace, or be relative to it', () => {
  const files = ['~/bin/onrecord', '${workspaceFolder}/target/onrecord', 'target/onrecord'].map(
    (setting) => look({ setting }, '/home/ada/bin/onrecord', '/notes/target/onrecord').found,
  );
  assert.deepEqual(files, ['/home/ada/bin/onrecord', '/notes/target/onrecord', '/notes/target/onrecord']);
});

test('a name that only begins with a tilde is left alone', () => {
  assert.deepEqual(look({ setting: '/x/~y' }), { found: undefined, tried: ['/x/~y'] });
});

test('the bundled program comes before the PATH', () => {
  const lookup = look({}, '/extension/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: '/extension/bin/onrecord', by: 'bundle' });
});

test('the first on the PATH is taken', () => {
  const lookup = look({}, '/usr/local/bin/onrecord', '/usr/bin/onrecord');
  assert.deepEqual(lookup, { found: '/usr/local/bin/onrecord', by: 'path' });
});

test('relative and empty entries of the PATH are not followed', () => {
  assert.equal(look({ path: ':bin:.' }, 'bin/onrecord', 'onrecord').found, undefined);
});

test('on Windows the program is onrecord.exe', () => {
  const lookup = look({ platform: 'win32' }, '/usr/bin/onrecord.exe');
  assert.deepEqual(lookup, { found: '/usr/bin/onrecord.exe', by: 'path' });
});

test('when there is none, the answer says where it looked', () => {
  const tried = ['/extension/bin/onrecord', '/usr/local/bin/onrecord', '/usr/bin/onrecord'];
  assert.deepEqual(look({}), { found: undefined, tried });
});

test('a folder or a file that may not be run is no program', () => {
  assert.equal(findBinary({ ...places, setting: resolve('test') }).found, undefined);
  assert.equal(findBinary({ ...places, setting: resolve('package.json') }).found, undefined);
});
