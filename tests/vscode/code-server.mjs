// VS Code served to a browser: an installation with one extension, started on one folder, stopped with all its child processes.

import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_LIMIT = 60_000; // milliseconds

/** An installation of VS Code: its program, and separate folders for settings and extensions. */
export class CodeServer {
  #entry;
  #home;
  #process;

  /**
   * @param {string} program the folder that install.sh printed
   * @param {string} home a folder for settings and extensions
   */
  constructor(program, home) {
    this.#entry = join(program, 'node_modules/code-server/out/node/entry.js');
    this.#home = home;
  }

  get #folders() {
    return ['--user-data-dir', join(this.#home, 'data'), '--extensions-dir', join(this.#home, 'extensions')];
  }

  // The editor must not depend on the user's own code-server configuration.
  get #environment() {
    return { ...process.env, XDG_CONFIG_HOME: join(this.#home, 'config'), XDG_DATA_HOME: join(this.#home, 'share') };
  }

  /** Installs an extension from a .vsix file. */
  async install(vsix) {
    await run(process.execPath, [this.#entry, ...this.#folders, '--install-extension', vsix, '--force'], {
      env: this.#environment,
    });
  }

  /**
   * Writes the settings that VS Code reads when its window opens: the user's, and those of the machine, which alone
   * count for programs' paths when the window is somewhere else.
   */
  async configure(settings) {
    for (const level of ['User', 'Machine']) {
      const folder = join(this.#home, 'data', level);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
    }
  }

  /** Starts VS Code on a folder and returns its address for a browser. */
  async start(folder) {
    const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check'];
    // Port 0: the system picks a free one, and code-server prints it.
    const bind = ['--bind-addr', '127.0.0.1:0'];
    this.#process = spawn(process.execPath, [this.#entry, ...this.#folders, ...flags, ...bind, folder], {
      detached: true, // a process group of its own, so that stop() reaches the extension hosts too
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    this.#process.stderr.on('data', (data) => (complaints += data));
    return new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`code-server did not start in time: ${complaints}`)),
        START_LIMIT,
      );
      this.#process.once('exit', (code) => reject(new Error(`code-server ended with ${code}: ${complaints}`)));
      createInterface(this.#process.stdout).on('line', (line) => {
        const address = /listening on (http:\S+)/.exec(line)?.[1];
        if (address !== undefined) {
          clearTimeout(limit);
          resolve(new URL(`?folder=${encodeURIComponent(folder)}`, address).href);
        }
      });
    });
  }

  /** Stops VS Code and everything it has started. */
  async stop() {
    const server = this.#process;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => server.once('exit', resolve));
    this.kill();
    await ended;
  }

  /** Kills VS Code and everything it has started, without waiting: for exit handlers. */
  kill() {
    if (this.#process?.pid !== undefined) {
      try {
        process.kill(-this.#process.pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    }
  }
}
