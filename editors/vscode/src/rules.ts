// Shows the rules' pages, which come with the extension: why a rule exists, an example, how to silence it.

import { readdir } from 'node:fs/promises';
import { commands, l10n, languages, Uri, window, type ExtensionContext } from 'vscode';

const EXPLAIN = 'onrecord.explainRule';

/** A command link that previews a rule's page, for the server's link to the file with that page. */
export function pageOf(link: string): Uri | undefined {
  const rule = /^file:.*\/onrecord\/rules-\d[^/]*\/([a-z-]+)\.md$/.exec(link)?.[1];
  return rule === undefined ? undefined : Uri.from({ scheme: 'command', path: EXPLAIN, query: JSON.stringify([rule]) });
}

/** Shows the page of a rule. Without a name, lets the user choose, with the rules of findings at the cursor first. */
export async function explainRule(context: ExtensionContext, named?: string): Promise<void> {
  const folder = Uri.joinPath(context.extensionUri, 'dist', 'rules');
  const all = (await readdir(folder.fsPath)).map((file) => file.replace(/\.md$/, '')).sort();
  const here = rulesAtCursor();
  const offered = [...here, ...all.filter((rule) => !here.includes(rule))];
  const rule = named ?? (await window.showQuickPick(offered, { title: l10n.t('Explain which rule?') }));
  if (rule !== undefined && all.includes(rule)) {
    await commands.executeCommand('markdown.showPreview', Uri.joinPath(folder, `${rule}.md`));
  }
}

function rulesAtCursor(): string[] {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    return [];
  }
  const line = editor.selection.active.line;
  const rules = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'onrecord' && range.start.line <= line && line <= range.end.line)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));
  return [...new Set(rules)];
}
