// Where the server program is looked for, and what is said when it is nowhere.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findServer, type Surroundings } from './server.ts';

/** Looks on a machine that has exactly these programs. */
function find(programs: string[], around: Partial<Surroundings> = {}) {
  return findServer({
    setting: '',
    extensionFolder: '/extension',
    home: '/home/me',
    path: '/first:/second',
    platform: 'linux',
    isProgram: (file) => programs.includes(file),
    ...around,
  });
}

function problem(answer: ReturnType<typeof findServer>): string {
  assert.ok('problem' in answer, `found ${JSON.stringify(answer)}`);
  return answer.problem;
}

test('the setting comes first', () => {
  const programs = ['/mine/podls', '/extension/server/podls', '/first/podls'];
  assert.deepEqual(find(programs, { setting: '/mine/podls' }), { command: '/mine/podls', from: 'setting' });
});

test('then the bundled program', () => {
  assert.deepEqual(find(['/extension/server/podls', '/first/podls']), { command: '/extension/server/podls', from: 'bundled' });
});

test('then PATH, in its order', () => {
  assert.deepEqual(find(['/first/podls', '/second/podls']), { command: '/first/podls', from: 'PATH' });
  assert.deepEqual(find(['/second/podls']), { command: '/second/podls', from: 'PATH' });
});

test('a setting may start at home or name a program of PATH', () => {
  assert.deepEqual(find(['/home/me/bin/podls'], { setting: ' ~/bin/podls ' }), { command: '/home/me/bin/podls', from: 'setting' });
  assert.deepEqual(find(['/second/podls-next'], { setting: 'podls-next' }), { command: '/second/podls-next', from: 'setting' });
});

test('a wrong setting is told, never passed over', () => {
  assert.match(problem(find(['/first/podls'], { setting: '/gone/podls' })), /\/gone\/podls, but there is no program there/);
  assert.match(problem(find(['/first/podls'], { setting: 'podls-next' })), /PATH has no such program/);
  assert.match(problem(find(['/first/podls'], { setting: './podls' })), /write a full path/);
});

test('relative entries of PATH are not looked at', () => {
  assert.match(problem(find(['podls', 'bin/podls', './podls'], { path: '::bin:.' })), /no podls program/);
});

test('nothing anywhere', () => {
  assert.match(problem(find([])), /no podls program was found in PATH; install it/);
});

test('Windows', () => {
  const windows = { platform: 'win32' as const, extensionFolder: 'C:\\extension', path: 'C:\\first;D:\\second' };
  assert.deepEqual(find(['C:\\extension\\server\\podls.exe'], windows), { command: 'C:\\extension\\server\\podls.exe', from: 'bundled' });
  assert.deepEqual(find(['D:\\second\\podls.exe'], windows), { command: 'D:\\second\\podls.exe', from: 'PATH' });
  assert.deepEqual(find(['C:\\first\\next.exe'], { ...windows, setting: 'next' }), { command: 'C:\\first\\next.exe', from: 'setting' });
});

test('on a real disk, only an executable file is a program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'podls-'));
  try {
    const around: Surroundings = { setting: '', extensionFolder: folder, home: folder, path: folder, platform: 'linux' };
    mkdirSync(join(folder, 'server', 'podls'), { recursive: true });
    writeFileSync(join(folder, 'podls'), '', { mode: 0o644 });
    assert.ok('problem' in findServer(around), 'a folder and a plain file are no programs');
    chmodSync(join(folder, 'podls'), 0o755);
    assert.deepEqual(findServer(around), { command: join(folder, 'podls'), from: 'PATH' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
