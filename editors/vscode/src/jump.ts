// Selects the quoted words after “go to definition”. VS Code only moves the cursor there, and a quotation is hard to see in a
// paragraph of three hundred words.

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

/** Waits for the cursor to arrive at a target of “go to definition”. */
export class Jumps implements Disposable {
  private targets: readonly Target[] = [];
  private readonly listener = window.onDidChangeTextEditorSelection((event) => this.arrive(event));

  /** Stores the targets in the server's answer and returns it unchanged. */
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
    // A click or a key press that happens to end at a target is not a jump.
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
