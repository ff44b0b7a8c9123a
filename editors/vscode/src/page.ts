// What the server, the extension and the dossier's page say to each other.

/** A place as the protocol has it: lines and columns from 0. */
export interface Location {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

export type Kind = 'person' | 'organisation' | 'state' | 'place' | 'people';

/** One answer of `onrecord/actors`. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly role: string | null;
}

/** A line that leads somewhere. */
export interface Line {
  readonly text: string;
  readonly passage: string | null;
  readonly location: Location | null;
}

export interface Event extends Line {
  readonly kind: 'said' | 'named';
  readonly date: string | null;
}

export interface Companion {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly count: number;
}

/** The answer of `onrecord/dossier`; docs/editors.md describes it. */
export interface Dossier {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly aliases: readonly { readonly text: string; readonly count: number }[];
  readonly roles: readonly Line[];
  readonly timeline: readonly Event[];
  readonly leftOut: number;
  readonly company: readonly Companion[];
  readonly ties: readonly (readonly [number, number, number])[];
  readonly notes: readonly Line[];
  readonly documents: number;
  readonly mentions: number;
  readonly dates: readonly [string, string] | null;
}

/** What the page shows besides the dossier. `{0}` and `{1}` stand for numbers. */
export interface Texts {
  readonly nobody: string;
  readonly kinds: Record<Kind, string>;
  readonly alsoSeenAs: string;
  readonly totals: string;
  /** One and several of them. */
  readonly mentions: readonly [string, string];
  readonly sources: readonly [string, string];
  readonly roles: string;
  readonly actorsFile: string;
  readonly company: string;
  readonly times: string;
  readonly graph: string;
  readonly timeline: string;
  readonly show: string;
  readonly said: string;
  readonly named: string;
  readonly undated: string;
  readonly leftOut: string;
  readonly notes: string;
}

/** To the page: show this. */
export interface ToPage {
  readonly dossier: Dossier | null;
  readonly texts: Texts;
  readonly actor: string;
}

/** From the page: it is there, or the user has chosen something. */
export type FromPage =
  | { readonly is: 'ready' }
  | { readonly is: 'go'; readonly to: Location }
  | { readonly is: 'dossier'; readonly actor: string };
