// What to say when there is no server, or when it does not start.

import { commands, env, l10n, window, type LogOutputChannel } from 'vscode';

/** The extension's page, which says how to install the server. */
const EXTENSION = 'onrecord.onrecord';

/** Tells the user that no server was found, where it was looked for, and what to do about it. */
export async function sayMissing(setting: string, tried: readonly string[], log: LogOutputChannel): Promise<void> {
  log.error('No language server. Looked for:');
  tried.forEach((file) => log.error(`  ${file}`));
  log.error('Install onrecord as the page of the extension says, or set "onrecord.path".');
  const message =
    setting.trim() === ''
      ? l10n.t('onrecord is not installed, so notes are not checked. Install it, or say where it is.')
      : l10n.t(
          'The setting onrecord.path points to {0}, which is not a program. Notes are not checked.',
          tried[0] ?? setting,
        );
  await offer(message, log, setting.trim() === '');
}

/** Tells the user that the server was found but did not start. */
export async function sayFailed(program: string, error: unknown, log: LogOutputChannel): Promise<void> {
  log.error(`${program} did not start:`, error instanceof Error ? error : String(error));
  await offer(l10n.t('onrecord did not start: {0}. Notes are not checked.', program), log, false);
}

async function offer(message: string, log: LogOutputChannel, install: boolean): Promise<void> {
  const openSetting = l10n.t('Open Setting');
  const howToInstall = l10n.t('How to Install');
  const showLog = l10n.t('Show Log');
  const buttons = install ? [openSetting, howToInstall, showLog] : [openSetting, showLog];
  const answer = await window.showErrorMessage(message, ...buttons);
  if (answer === openSetting) {
    // A path belongs to the machine the server runs on, so in a remote window the setting is among that machine's.
    const command = env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
    await commands.executeCommand(`workbench.action.${command}`, { query: 'onrecord.path' });
  } else if (answer === howToInstall) {
    await commands.executeCommand('extension.open', EXTENSION);
  } else if (answer === showLog) {
    log.show();
  }
}
