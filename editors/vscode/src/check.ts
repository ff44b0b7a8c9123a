// Checks every note of the workspace, open or not, and shows the number of findings.

import { commands, DiagnosticSeverity, l10n, ProgressLocation, window } from 'vscode';
import type { Server } from './server';

interface Report {
  readonly items: readonly { readonly items?: readonly { readonly severity?: number }[] }[];
}

/** The protocol counts severities from 1, VS Code from 0. */
const FIRST = 1;

export async function checkWorkspace(server: Server): Promise<void> {
  const title = l10n.t('onrecord is checking all notes');
  const params = { previousResultIds: [] };
  const report = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    server.request<Report>('workspace/diagnostic', params),
  );
  if (report === undefined) {
    return;
  }
  const found = report.items.flatMap(({ items }) => items ?? []);
  const count = (severity: DiagnosticSeverity) => found.filter((item) => item.severity === severity + FIRST).length;
  const message = l10n.t(
    '{0} notes: {1} errors, {2} warnings, {3} others.',
    report.items.length,
    count(DiagnosticSeverity.Error),
    count(DiagnosticSeverity.Warning),
    found.length - count(DiagnosticSeverity.Error) - count(DiagnosticSeverity.Warning),
  );
  const show = l10n.t('Show Problems');
  if (found.length > 0) {
    await commands.executeCommand('workbench.actions.view.problems');
  }
  if ((await window.showInformationMessage(message, ...(found.length > 0 ? [show] : []))) === show) {
    await commands.executeCommand('workbench.actions.view.problems');
  }
}
