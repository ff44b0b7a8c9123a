// The messages between the server, the extension and the dossier's page.

/** A location as in the protocol: lines and columns in UTF-16 units, both from 0. */
export interface Location {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

export type Kind = 'person' | 'organisation' | 'state' | 'place' | 'people';

/** An item of the result of `onrecord/actors`. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly role: string | null;
}

/** A line that links to a location. */
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

/** The result of `onrecord/dossier`; see docs/editors.md. */
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

/** The page's labels. `{0}` and `{1}` are placeholders. */
export interface Texts {
  readonly unknown: string;
  readonly kinds: Record<Kind, string>;
  readonly alsoSeenAs: string;
  readonly totals: string;
  /** Singular and plural. */
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

/** To the page: what to show. */
export interface ToPage {
  readonly dossier: Dossier | null;
  readonly texts: Texts;
  readonly actor: string;
}

/** From the page: it is loaded, or the user has clicked something. */
export type FromPage =
  | { readonly is: 'ready' }
  | { readonly is: 'go'; readonly to: Location }
  | { readonly is: 'dossier'; readonly actor: string };
