// After a jump, selects the words that were jumped to. VS Code by itself only puts the cursor before them, and a
// quotation in a paragraph of three hundred words is then hard to see.

import {
  Disposable,
  Location,
  Selection,
  TextEditorSelectionChangeKind,
  window,
  type Definition,
  type DefinitionLink,
  type Range,
  type TextEditorSelectionChangeEvent,
} from 'vscode';

interface Target {
  readonly document: string;
  readonly words: Range;
}

/** Watches for the arrival of the cursor at a place that “go to definition” gave. */
export class Jumps implements Disposable {
  private targets: readonly Target[] = [];
  private readonly listener = window.onDidChangeTextEditorSelection((event) => this.arrive(event));

  /** Keeps an answer of the server in mind, and hands it on unchanged. */
  remember<T extends Definition | DefinitionLink[] | null | undefined>(answer: T): T {
    const links: readonly (Location | DefinitionLink)[] = [answer ?? []].flat();
    this.targets = links.map((link) =>
      link instanceof Location
        ? { document: link.uri.toString(), words: link.range }
        : { document: link.targetUri.toString(), words: link.targetSelectionRange ?? link.targetRange },
    );
    return answer;
  }

  dispose(): void {
    this.listener.dispose();
  }

  private arrive({ textEditor, selections, kind }: TextEditorSelectionChangeEvent): void {
    // A click or a key that happens to end at the place is no jump.
    if (kind === TextEditorSelectionChangeKind.Mouse || kind === TextEditorSelectionChangeKind.Keyboard) {
      return;
    }
    const [selection] = selections;
    const document = textEditor.document.uri.toString();
    const target = this.targets.find(
      (target) => target.document === document && selection?.isEmpty && target.words.start.isEqual(selection.start),
    );
    if (target !== undefined) {
      this.targets = [];
      textEditor.selection = new Selection(target.words.start, target.words.end);
    }
  }
}
