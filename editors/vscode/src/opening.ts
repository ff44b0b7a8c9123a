// Opens the completion list after the first words of a quotation. VS Code requests completions only at the opening mark,
// when there is nothing to look up yet; suggestions while typing are off by default in Markdown.

import { commands, window, workspace, type Disposable } from 'vscode';

/** An opening mark, one to seven whole words, and the first letter of the next. */
const OPENED = /[“„«‘"](?:[^\s“”„«»"]+\s+){1,7}[\p{L}\p{N}]$/u;

/** Watches typing in notes. */
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
      // `auto`: shows nothing if there are no completions.
      void commands.executeCommand('editor.action.triggerSuggest', { auto: true });
    }
  });
}
