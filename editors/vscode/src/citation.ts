// Inserts a citation: the brackets, and between them the list of sources that the server offers.

import { commands, SnippetString, window } from 'vscode';

/** Opens a citation at the cursor and lets the user choose a source. */
export async function insertCitation(): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor !== undefined && (await editor.insertSnippet(new SnippetString('[@$1]$0')))) {
    await commands.executeCommand('editor.action.triggerSuggest');
  }
}
