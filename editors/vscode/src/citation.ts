// Inserts the brackets of a citation and opens the completion list of sources.

import { commands, SnippetString, window } from 'vscode';

/** Inserts a citation at the cursor and lets the user choose the source. */
export async function insertCitation(): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor !== undefined && (await editor.insertSnippet(new SnippetString('[@$1]$0')))) {
    await commands.executeCommand('editor.action.triggerSuggest');
  }
}
