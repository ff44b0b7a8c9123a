// The extension's door: puts its parts together when VS Code opens it, and stops the server when VS Code closes it.

import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { checkWorkspace } from './check';
import { insertCitation } from './citation';
import { Dossiers } from './dossier';
import { Jumps } from './jump';
import { proposeNames } from './naming';
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
    proposeNames(running),
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
      // The workspace's own onrecord.path counts from now on.
      void running.restart();
    }),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
