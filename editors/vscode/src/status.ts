// The status item: the server's state and the number of findings in the active note.

import {
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  type Diagnostic,
} from 'vscode';

/** The server's state. */
export type State =
  | { readonly is: 'starting' }
  | { readonly is: 'running'; readonly program: string; readonly version: string | undefined }
  | { readonly is: 'stopped' };

/** Shows the server's state and the number of findings in the active editor's note. */
export class Status implements Disposable {
  private readonly item = window.createStatusBarItem('onrecord', StatusBarAlignment.Right, 100);
  private readonly listeners = [
    window.onDidChangeActiveTextEditor(() => this.render()),
    languages.onDidChangeDiagnostics(() => this.render()),
  ];
  private state: State = { is: 'starting' };

  constructor() {
    this.item.name = 'onrecord';
    this.render();
  }

  /** Sets the state to show. */
  set(state: State): void {
    this.state = state;
    this.render();
  }

  dispose(): void {
    Disposable.from(this.item, ...this.listeners).dispose();
  }

  private render(): void {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== 'markdown' && this.state.is !== 'stopped') {
      this.item.hide();
      return;
    }
    const findings = document === undefined ? [] : languages.getDiagnostics(document.uri).filter(isOurs);
    this.item.text = this.label(findings);
    this.item.tooltip = this.tooltip();
    this.item.command = this.state.is === 'stopped' ? 'onrecord.showLog' : 'workbench.actions.view.problems';
    this.item.backgroundColor =
      this.state.is === 'stopped' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.show();
  }

  private label(findings: readonly Diagnostic[]): string {
    switch (this.state.is) {
      case 'starting':
        return `$(loading~spin) onrecord`;
      case 'stopped':
        return `$(error) onrecord`;
      case 'running': {
        const count = (severity: DiagnosticSeverity) => findings.filter((f) => f.severity === severity).length;
        const counts = [
          ['$(error)', count(DiagnosticSeverity.Error)],
          ['$(warning)', count(DiagnosticSeverity.Warning)],
          ['$(info)', count(DiagnosticSeverity.Information)],
        ] as const;
        const shown = counts.filter(([, n]) => n > 0).map(([icon, n]) => `${icon} ${n}`);
        return shown.length === 0 ? '$(quote) onrecord' : `$(quote) onrecord ${shown.join(' ')}`;
      }
    }
  }

  private tooltip(): MarkdownString {
    const text = new MarkdownString(undefined, true);
    switch (this.state.is) {
      case 'starting':
        text.appendMarkdown(l10n.t('onrecord is starting'));
        break;
      case 'stopped':
        text.appendMarkdown(l10n.t('onrecord is not running: notes are not checked'));
        break;
      case 'running':
        text.appendMarkdown(l10n.t('onrecord {0} is checking this note', this.state.version ?? ''));
        text.appendMarkdown(`  \n\`${this.state.program}\``);
        break;
    }
    text.appendMarkdown(
      `\n\n[${l10n.t('Restart')}](command:onrecord.restart) · [${l10n.t('Show Log')}](command:onrecord.showLog)` +
        ` · [${l10n.t('Check All Notes')}](command:onrecord.checkWorkspace)` +
        ` · [${l10n.t('Explain a Rule')}](command:onrecord.explainRule)`,
    );
    text.isTrusted = {
      enabledCommands: ['onrecord.restart', 'onrecord.showLog', 'onrecord.checkWorkspace', 'onrecord.explainRule'],
    };
    return text;
  }
}

function isOurs(diagnostic: Diagnostic): boolean {
  return diagnostic.source === 'onrecord';
}
