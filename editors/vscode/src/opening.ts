// Asks for proposals while a quotation is being opened. VS Code asks by itself only at the opening mark, when there is
// nothing to look up yet, and for words only where the user has switched that on, which in Markdown it is not.

import { commands, window, workspace, type Disposable } from 'vscode';

/** An opening mark, one to seven whole words, and the first letter of the next. */
const OPENED = /[“„«‘"](?:[^\s“”„«»"]+\s+){1,7}[\p{L}\p{N}]$/u;

/** Watches what is typed into notes. */
export function watchOpenings(): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const [change] = contentChanges;
    if (
      document.languageId !== 'markdown' ||
      document !== window.activeTextEditor?.document ||
      contentChanges.length !== 1 ||
      change?.text.length !== 1 ||
      !change.range.isEmpty
    ) {
      return;
    }
    const { line, character } = change.range.start;
    if (OPENED.test(document.lineAt(line).text.slice(0, character + 1))) {
      // `auto`: nothing is shown when there is nothing to propose.
      void commands.executeCommand('editor.action.triggerSuggest', { auto: true });
    }
  });
}
