// The pages of the rules, as the server's own program prints them, shown as a Markdown preview.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { commands, l10n, languages, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';

const SCHEME = 'onrecord-rule';
const SETTING = 'onrecord.rules';
const run = promisify(execFile);

/** Asks for a rule, those at the cursor first, and shows its page. */
export async function explainRule(context: ExtensionContext): Promise<void> {
  const here = rulesAtCursor();
  const others = rulesOf(context).filter((rule) => !here.includes(rule));
  const rule = await window.showQuickPick([...here, ...others], { title: l10n.t('Explain which rule?') });
  if (rule !== undefined) {
    await commands.executeCommand('markdown.showPreview', Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
  }
}

/** Serves the pages as documents. `program` gives the server's program, when there is one. */
export function provideRulePages(program: () => string | undefined): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent(uri) {
      const file = program();
      if (file === undefined) {
        return l10n.t('onrecord does not run, so it cannot print this page.');
      }
      const rule = uri.path.replace(/^\//, '').replace(/\.md$/, '');
      try {
        return (await run(file, ['explain', rule], { encoding: 'utf8' })).stdout;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  });
}

/** The rules there are: those whose severity the settings offer. */
function rulesOf(context: ExtensionContext): string[] {
  const manifest = context.extension.packageJSON as {
    contributes: { configuration: { properties: Record<string, { properties?: object }> } };
  };
  return Object.keys(manifest.contributes.configuration.properties[SETTING]?.properties ?? {});
}

function rulesAtCursor(): string[] {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    return [];
  }
  const line = editor.selection.active.line;
  return languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'onrecord' && range.start.line <= line && line <= range.end.line)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code))
    .filter((rule, n, all) => all.indexOf(rule) === n);
}
