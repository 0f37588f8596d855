// Finds the podls program: the setting, else the one packed with the extension, else PATH.
// Knows nothing of VS Code, so that it can be tested alone.

import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** A program that can be started, and where it was found. */
export interface Found {
  command: string;
  from: 'setting' | 'bundled' | 'PATH';
}

/** Why there is nothing to start, in words for the user. */
export interface Missing {
  problem: string;
}

/** All that the answer depends on. */
export interface Surroundings {
  /** The setting `podls.server.path`. */
  setting: string;
  extensionFolder: string;
  home: string;
  /** The environment variable PATH. */
  path: string;
  platform: NodeJS.Platform;
  isProgram?: (file: string) => boolean;
}

export function findServer(around: Surroundings): Found | Missing {
  const isProgram = around.isProgram ?? isProgramFile;
  const windows = around.platform === 'win32';
  const paths = windows ? win32 : posix;

  // Relative entries of PATH would mean "whatever lies in the opened folder", so they are not looked at.
  const onPath = (name: string): string | undefined => {
    const file = windows && !/\.(exe|cmd|bat)$/i.test(name) ? `${name}.exe` : name;
    return around.path
      .split(paths.delimiter)
      .filter((folder) => paths.isAbsolute(folder))
      .map((folder) => paths.join(folder, file))
      .find(isProgram);
  };

  const setting = around.setting.trim();
  if (setting !== '') {
    const asked = /^~[/\\]/.test(setting) ? paths.join(around.home, setting.slice(2)) : setting;
    if (paths.isAbsolute(asked)) {
      return isProgram(asked)
        ? { command: asked, from: 'setting' }
        : { problem: `the setting podls.server.path says ${setting}, but there is no program there` };
    }
    if (/[/\\]/.test(asked)) {
      return { problem: `the setting podls.server.path says ${setting}: write a full path, or a name to be found in PATH` };
    }
    const command = onPath(asked);
    return command === undefined
      ? { problem: `the setting podls.server.path says ${setting}, but PATH has no such program` }
      : { command, from: 'setting' };
  }

  const bundled = paths.join(around.extensionFolder, 'server', windows ? 'podls.exe' : 'podls');
  if (isProgram(bundled)) {
    return { command: bundled, from: 'bundled' };
  }
  const command = onPath('podls');
  return command === undefined
    ? { problem: 'no podls program was found in PATH; install it (cargo install podls), or say where it is' }
    : { command, from: 'PATH' };
}

function isProgramFile(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
