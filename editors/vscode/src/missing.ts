// Reports that the server is missing or did not start.

import { commands, env, l10n, window, type LogOutputChannel } from 'vscode';

/** The extension's id. Its page explains how to install the server. */
const EXTENSION = 'onrecord.onrecord';

/** Reports that no server was found, logs where it was looked for, and offers what to do. */
export async function reportMissing(setting: string, tried: readonly string[], log: LogOutputChannel): Promise<void> {
  log.error('No language server. Looked for:');
  tried.forEach((file) => log.error(`  ${file}`));
  log.error('Install onrecord as described on the extension\'s page, or set "onrecord.path".');
  const message =
    setting.trim() === ''
      ? l10n.t('onrecord is not installed, so notes are not checked. Install it, or set its path.')
      : l10n.t(
          'The setting onrecord.path points to {0}, which is not a program. Notes are not checked.',
          tried[0] ?? setting,
        );
  await offer(message, log, setting.trim() === '');
}

/** Reports that the server was found but did not start. */
export async function reportFailed(program: string, error: unknown, log: LogOutputChannel): Promise<void> {
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
    // The path is on the machine that the server runs on, so in a remote window it is one of the remote settings.
    const command = env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
    await commands.executeCommand(`workbench.action.${command}`, { query: 'onrecord.path' });
  } else if (answer === howToInstall) {
    await commands.executeCommand('extension.open', EXTENSION);
  } else if (answer === showLog) {
    log.show();
  }
}
