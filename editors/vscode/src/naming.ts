// Suggests names while they are typed. VS Code does not suggest while typing in Markdown, and enabling that would add its own
// words and snippets. So the list opens only when the server knows a name with that beginning.

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

/** A capitalised word of at least two letters at the cursor; a single letter fits too many names. */
const BEGINNING = /(?<![\p{L}\p{N}@/“"])\p{Lu}[\p{L}-]+$/u;

/**
 * The pause in typing after which the list opens, in milliseconds. It must not open in the middle of fluent typing, since it
 * would capture the next Enter.
 */
const PAUSE = 250;

/** Opens the list of names when typing pauses in a capitalised word with which names begin. */
export function suggestNames(server: Server): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const typed = workspace.onDidChangeTextDocument((change) => {
    clearTimeout(timer);
    const place = typedPlace(change);
    timer = place && setTimeout(() => void suggest(server, place), PAUSE);
  });
  return { dispose: () => (clearTimeout(timer), typed.dispose()) };
}

/** A place where names may be suggested. */
interface Place {
  document: TextDocument;
  version: number;
  position: Position;
}

/** Where a letter was typed in a name; undefined if text was pasted, inserted by a fix, or typed with several cursors. */
function typedPlace({ document, contentChanges, reason }: TextDocumentChangeEvent): Place | undefined {
  const [change] = contentChanges;
  const letter = contentChanges.length === 1 && change?.rangeLength === 0 && /^\p{L}$/u.test(change.text);
  if (!letter || reason !== undefined || document.languageId !== 'markdown') {
    return undefined;
  }
  const position = document.positionAt(change.rangeOffset + change.text.length);
  const before = document.lineAt(position.line).text.slice(0, position.character);
  return BEGINNING.test(before) && !quickSuggestionsOn(document.uri) ? { document, version: document.version, position } : undefined;
}

async function suggest(server: Server, { document, version, position }: Place): Promise<void> {
  const isCurrent = () => {
    const editor = window.activeTextEditor;
    return editor?.document === document && document.version === version && editor.selection.active.isEqual(position);
  };
  if (!isCurrent()) {
    return;
  }
  const answer = await server.request<{ items: unknown[] } | null>('textDocument/completion', {
    textDocument: { uri: document.uri.toString() },
    position: { line: position.line, character: position.character },
    // Triggered by typing: the server skips a name that is already complete.
    context: { triggerKind: 3 },
  });
  if (answer?.items.length && isCurrent()) {
    // Not as an explicit request: shows nothing if nothing fits any more.
    await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  }
}

/** Whether VS Code suggests while typing in Markdown. */
function quickSuggestionsOn(uri: Uri): boolean {
  const set = workspace.getConfiguration('editor', { languageId: 'markdown', uri }).get<unknown>('quickSuggestions');
  return set === true || (typeof set === 'object' && set !== null && (set as { other?: unknown }).other === 'on');
}
