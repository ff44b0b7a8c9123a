// Finds the language server: the path in the setting, else the bundled program, else the first on the PATH.

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where to look. */
export interface Places {
  /** The setting `onrecord.path`; empty if not set. */
  readonly setting: string;
  /** The extension's folder, which may contain `bin/onrecord`. */
  readonly extension: string;
  /** The environment variable PATH. */
  readonly path: string;
  /** The user's home folder. */
  readonly home: string;
  /** The first folder of the workspace, if there is one. */
  readonly workspace: string | undefined;
  /** `process.platform`. */
  readonly platform: NodeJS.Platform;
}

/** The result: the program, or the files that were tried. */
export type Lookup =
  | { readonly found: string; readonly by: 'setting' | 'bundle' | 'path' }
  | { readonly found: undefined; readonly tried: readonly string[] };

/**
 * Looks for the server. A wrong setting is an error, not a reason to start another program.
 */
export function findBinary(places: Places, isProgram: (file: string) => boolean = isExecutableFile): Lookup {
  const setting = places.setting.trim();
  if (setting !== '') {
    const file = expand(setting, places);
    return isProgram(file) ? { found: file, by: 'setting' } : { found: undefined, tried: [file] };
  }

  const name = places.platform === 'win32' ? 'onrecord.exe' : 'onrecord';
  const bundled = join(places.extension, 'bin', name);
  if (isProgram(bundled)) {
    return { found: bundled, by: 'bundle' };
  }

  // A relative folder on the PATH would let a workspace supply the program.
  const onPath = places.path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name));
  const found = onPath.find(isProgram);
  return found === undefined ? { found, tried: [bundled, ...onPath] } : { found, by: 'path' };
}

function expand(setting: string, { home, workspace }: Places): string {
  const expanded = setting.replace(/^~(?=$|[\\/])/, () => home).replaceAll('${workspaceFolder}', () => workspace ?? '');
  return isAbsolute(expanded) || workspace === undefined ? expanded : join(workspace, expanded);
}

function isExecutableFile(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
