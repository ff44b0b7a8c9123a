// Shows the dossier of an actor in a panel beside the note. The panel's page can only exchange messages with this extension.

import { randomBytes } from 'node:crypto';
import {
  commands,
  Disposable,
  l10n,
  Range,
  Uri,
  ViewColumn,
  window,
  type ExtensionContext,
  type Webview,
  type WebviewPanel,
} from 'vscode';
import type { Actor, Dossier, FromPage, Location, Texts, ToPage } from './page';
import type { Server } from './server';

/** The panel's type, with which VS Code restores it after a reload. */
const VIEW = 'onrecord.dossier';

/** Shows dossiers in one panel. */
export class Dossiers implements Disposable {
  private panel: WebviewPanel | undefined;
  private actor: string | undefined;
  private readonly restored: Disposable;

  constructor(
    private readonly context: ExtensionContext,
    private readonly server: Server,
  ) {
    this.restored = window.registerWebviewPanelSerializer(VIEW, {
      deserializeWebviewPanel: async (panel, state: { actor?: string } | undefined) => {
        this.actor = state?.actor;
        this.attach(panel);
      },
    });
  }

  /** Opens the dossier of an actor by id, else of the one at the cursor, else of one that the user chooses. */
  async open(named?: unknown): Promise<void> {
    const actor = typeof named === 'string' ? named : ((await this.atCursor()) ?? (await this.choose()));
    if (actor === undefined) {
      return;
    }
    this.actor = actor;
    if (this.panel === undefined) {
      const column = { viewColumn: ViewColumn.Beside, preserveFocus: false };
      this.attach(window.createWebviewPanel(VIEW, l10n.t('Dossier'), column));
    } else {
      this.panel.reveal();
      await this.update();
    }
  }

  dispose(): void {
    Disposable.from(this.restored, ...(this.panel === undefined ? [] : [this.panel])).dispose();
  }

  private async atCursor(): Promise<string | undefined> {
    const editor = window.activeTextEditor;
    if (editor === undefined) {
      return undefined;
    }
    const { line, character } = editor.selection.active;
    const here = { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
    return (await this.server.request<Dossier | null>('onrecord/dossier', here))?.id;
  }

  private async choose(): Promise<string | undefined> {
    const actors = (await this.server.request<Actor[]>('onrecord/actors')) ?? [];
    const items = actors.map(({ id, name, kind, role }) => ({ label: name, description: role ?? kind, id }));
    const title = l10n.t('Whose dossier?');
    return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.id;
  }

  private attach(panel: WebviewPanel): void {
    this.panel = panel;
    const media = Uri.joinPath(this.context.extensionUri, 'dist', 'webview');
    panel.iconPath = Uri.joinPath(this.context.extensionUri, 'icon.png');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
    panel.onDidDispose(() => (this.panel = undefined));
    // The sources may have changed while it was hidden.
    panel.onDidChangeViewState(({ webviewPanel }) => webviewPanel.visible && void this.update());
    panel.webview.html = html(panel.webview, media);
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.is) {
      case 'ready':
        return this.update();
      case 'go':
        return go(message.to, this.panel?.viewColumn);
      case 'dossier':
        return this.open(message.actor);
    }
  }

  private async update(): Promise<void> {
    const actor = this.actor;
    const dossier = await this.server.request<Dossier | null>('onrecord/dossier', { actor });
    if (this.panel === undefined || this.actor !== actor) {
      return;
    }
    this.panel.title = dossier?.name ?? l10n.t('Dossier');
    const message: ToPage = { dossier: dossier ?? null, texts: texts(), actor: actor ?? '' };
    await this.panel.webview.postMessage(message);
  }
}

/** Opens a location beside the panel and selects its words. */
async function go(to: Location, beside: ViewColumn | undefined): Promise<void> {
  const { start, end } = to.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  const viewColumn = beside === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  await commands.executeCommand('vscode.open', Uri.parse(to.uri), { selection, viewColumn });
}

/** The page, which may load only its own script and style. */
function html(webview: Webview, media: Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(media, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('dossier.css')}">
<title>onrecord</title>
</head>
<body>
<main id="dossier" aria-live="polite"></main>
<script nonce="${nonce}" src="${file('dossier.js')}"></script>
</body>
</html>`;
}

/** The page's texts in the user's language, which it cannot look up itself. */
function texts(): Texts {
  return {
    unknown: l10n.t('No actor has that name. onrecord may still be reading the sources.'),
    kinds: {
      person: l10n.t('person'),
      organisation: l10n.t('organisation'),
      state: l10n.t('state'),
      place: l10n.t('place'),
      people: l10n.t('people'),
    },
    alsoSeenAs: l10n.t('Also seen as'),
    totals: l10n.t('{0} in {1}'),
    mentions: [l10n.t('{0} mention'), l10n.t('{0} mentions')],
    sources: [l10n.t('{0} source'), l10n.t('{0} sources')],
    roles: l10n.t('Roles'),
    actorsFile: l10n.t('your actors file'),
    company: l10n.t('Named together with'),
    times: l10n.t('{0} times'),
    graph: l10n.t('Actors named together; closer means more often'),
    timeline: l10n.t('Timeline'),
    show: l10n.t('Show'),
    said: l10n.t('Quotations'),
    named: l10n.t('Mentions'),
    undated: l10n.t('Undated'),
    leftOut: l10n.t('{0} earlier entries are not shown.'),
    notes: l10n.t('In your notes'),
  };
}
