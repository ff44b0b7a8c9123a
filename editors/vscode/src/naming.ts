// Proposes names while they are typed. VS Code suggests nothing by itself in Markdown, and turning that on would bring its own
// words and snippets into every sentence; so the list opens only when the server knows a name that begins so.

import {
  commands,
  window,
  workspace,
  type Disposable,
  type Position,
  type TextDocument,
  type TextDocumentChangeEvent,
  type Uri,
} from 'vscode';
import type { Server } from './server';

/** A word with a capital at the cursor, of two letters or more: fewer fit too many names. */
const BEGINNING = /(?<![\p{L}\p{N}@/“"])\p{Lu}[\p{L}-]+$/u;

/** Who rests that long inside a word looks for its end, in milliseconds. Who goes on writing is not to be disturbed: a list
 * that opens under his fingers takes the next Enter. */
const REST = 250;

/** Opens the list of names when the writer rests in a word with a capital, and there are names that begin so. */
export function proposeNames(server: Server): Disposable {
  let resting: NodeJS.Timeout | undefined;
  const typed = workspace.onDidChangeTextDocument((change) => {
    clearTimeout(resting);
    const asks = question(change);
    resting = asks && setTimeout(() => void propose(server, asks), REST);
  });
  return { dispose: () => (clearTimeout(resting), typed.dispose()) };
}

/** A place where names may be proposed. */
interface Question {
  document: TextDocument;
  version: number;
  position: Position;
}

/** What a change asks for; nothing unless it is one letter, typed: nothing pasted, nothing put in by a fix, no second cursor. */
function question({ document, contentChanges, reason }: TextDocumentChangeEvent): Question | undefined {
  const [change] = contentChanges;
  const letter = contentChanges.length === 1 && change?.rangeLength === 0 && /^\p{L}$/u.test(change.text);
  if (!letter || reason !== undefined || document.languageId !== 'markdown') {
    return undefined;
  }
  const position = document.positionAt(change.rangeOffset + change.text.length);
  const before = document.lineAt(position.line).text.slice(0, position.character);
  return BEGINNING.test(before) && !suggestsAnyway(document.uri) ? { document, version: document.version, position } : undefined;
}

async function propose(server: Server, { document, version, position }: Question): Promise<void> {
  const still = () => {
    const editor = window.activeTextEditor;
    return editor?.document === document && document.version === version && editor.selection.active.isEqual(position);
  };
  if (!still()) {
    return;
  }
  const answer = await server.ask<{ items: unknown[] } | null>('textDocument/completion', {
    textDocument: { uri: document.uri.toString() },
    position: { line: position.line, character: position.character },
    // As for what is typed: a name that is whole already is left alone.
    context: { triggerKind: 3 },
  });
  if (answer?.items.length && still()) {
    // Not as if the user had asked: nothing is shown where nothing fits any more.
    await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  }
}

/** Whether the user has VS Code suggest while typing in Markdown. */
function suggestsAnyway(uri: Uri): boolean {
  const set = workspace.getConfiguration('editor', { languageId: 'markdown', uri }).get<unknown>('quickSuggestions');
  return set === true || (typeof set === 'object' && set !== null && (set as { other?: unknown }).other === 'on');
}
