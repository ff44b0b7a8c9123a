// The entry point: sets up the extension when VS Code activates it, and stops the server when VS Code deactivates it.

import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { checkWorkspace } from './check';
import { insertCitation } from './citation';
import { Dossiers } from './dossier';
import { Jumps } from './jump';
import { suggestNames } from './naming';
import { watchOpenings } from './opening';
import { SHOW_REFERENCES, showReferences } from './places';
import { explainRule } from './rules';
import { Server } from './server';
import { Status } from './status';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('onrecord', { log: true });
  const status = new Status();
  const jumps = new Jumps();
  const running = new Server(context, log, status, jumps);
  const dossiers = new Dossiers(context, running);
  server = running;

  context.subscriptions.push(
    log,
    status,
    jumps,
    dossiers,
    watchOpenings(),
    suggestNames(running),
    commands.registerCommand('onrecord.checkWorkspace', () => checkWorkspace(running)),
    commands.registerCommand('onrecord.openDossier', (actor?: unknown) => dossiers.open(actor)),
    commands.registerCommand(SHOW_REFERENCES, showReferences),
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
      // Now the workspace's own onrecord.path takes effect.
      void running.restart();
    }),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
