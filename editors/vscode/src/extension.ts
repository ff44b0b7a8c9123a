// The extension's door: puts its parts together when VS Code opens it, and stops the server when VS Code closes it.

import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { insertCitation } from './citation';
import { Jumps } from './jump';
import { watchOpenings } from './opening';
import { explainRule } from './rules';
import { Server } from './server';
import { Status } from './status';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('onrecord', { log: true });
  const status = new Status();
  const jumps = new Jumps();
  const running = new Server(context, log, status, jumps);
  server = running;

  context.subscriptions.push(
    log,
    status,
    jumps,
    watchOpenings(),
    commands.registerCommand('onrecord.insertCitation', () => insertCitation()),
    commands.registerCommand('onrecord.restart', () => running.restart()),
    commands.registerCommand('onrecord.showLog', () => log.show()),
    commands.registerCommand('onrecord.explainRule', (rule?: string) => explainRule(context, rule)),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('onrecord.path')) {
        void running.restart();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => {
      // The workspace's own onrecord.path counts from now on.
      void running.restart();
    }),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
