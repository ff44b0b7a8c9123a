// Proposes names while they are typed. VS Code suggests nothing by itself in Markdown, and turning that on would bring its own
// words and snippets into every sentence; so the list opens only when the server knows a name that begins so.

import { commands, window, workspace, type Disposable, type TextDocumentChangeEvent } from 'vscode';
import type { Server } from './server';

/** The first two letters of a name, up to the cursor: fewer fit too many. */
const BEGINNING = /(?<![\p{L}\p{N}@/“"])\p{Lu}\p{L}$/u;

/** Opens the list of names behind the second letter of a word with a capital, when there are names. */
export function proposeNames(server: Server): Disposable {
  return workspace.onDidChangeTextDocument((change) => void propose(server, change));
}

async function propose(server: Server, { document, contentChanges, reason }: TextDocumentChangeEvent): Promise<void> {
  const editor = window.activeTextEditor;
  const [change] = contentChanges;
  if (editor?.document !== document || document.languageId !== 'markdown' || reason !== undefined) {
    return;
  }
  // One letter, typed: nothing pasted, nothing put in by a fix, no second cursor.
  if (change === undefined || contentChanges.length > 1 || !/^\p{L}$/u.test(change.text) || change.rangeLength > 0) {
    return;
  }
  const position = document.positionAt(change.rangeOffset + 1);
  if (!BEGINNING.test(document.lineAt(position.line).text.slice(0, position.character)) || suggestsAnyway(document.uri)) {
    return;
  }
  const version = document.version;
  // The change is sent first.
  await new Promise((resolve) => setImmediate(resolve));
  const answer = await server.ask<{ items: unknown[] } | null>('textDocument/completion', {
    textDocument: { uri: document.uri.toString() },
    position: { line: position.line, character: position.character },
    context: { triggerKind: 1 },
  });
  const still = window.activeTextEditor === editor && document.version - version <= 2 && editor.selection.isEmpty;
  if (answer?.items.length && still) {
    // Not as if the user had asked: nothing is shown where nothing fits any more.
    await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  }
}

/** Whether the user has VS Code suggest while typing in Markdown. */
function suggestsAnyway(uri: TextDocumentChangeEvent['document']['uri']): boolean {
  const set = workspace.getConfiguration('editor', { languageId: 'markdown', uri }).get<unknown>('quickSuggestions');
  return set === true || (typeof set === 'object' && set !== null && (set as { other?: unknown }).other === 'on');
}
