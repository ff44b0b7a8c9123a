// Renders the dossier that the extension sends. Text from documents only goes into text nodes.

import type { Companion, Dossier, Event, FromPage, Line, Texts, ToPage } from '../page';
import { places } from './graph';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): { actor?: string; hidden?: string[] } | undefined;
  setState(state: { actor?: string; hidden?: string[] }): void;
};

const editor = acquireVsCodeApi();
const main = document.getElementById('dossier') as HTMLElement;

type Child = Node | string | undefined;

/** An element with attributes and children. */
function make(name: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function counted([one, several]: readonly [string, string], count: number): string {
  return filled(count === 1 ? one : several, count);
}

function filled(text: string, ...numbers: (number | string)[]): string {
  return numbers.reduce<string>((filled, n, i) => filled.replace(`{${i}}`, String(n)), text);
}

/** A button that looks like a link, so that it can be reached and pressed with the keyboard. */
function button(label: Child, act: () => void, attributes: Record<string, string> = {}): HTMLElement {
  const element = make('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', act);
  return element;
}

/** A line of text followed by its passage. The whole line links to it. */
function lineOf(line: Line, otherwise: string): HTMLElement {
  const { location } = line;
  const passage = make('span', { class: 'passage' }, line.passage ?? otherwise);
  if (location === null) {
    return make('div', { class: 'line' }, make('span', {}, line.text), ' ', passage);
  }
  const inside = make('span', {}, make('span', {}, line.text), ' ', passage);
  return button(inside, () => editor.postMessage({ is: 'go', to: location }), { class: 'line' });
}

function section(id: string, title: string, ...children: Child[]): HTMLElement {
  return make('section', { 'aria-labelledby': id }, make('h2', { id }, title), ...children);
}

function list(items: readonly HTMLElement[], name = 'ul'): HTMLElement {
  return make(name, {}, ...items.map((item) => make('li', {}, item)));
}

function head(dossier: Dossier, texts: Texts): HTMLElement {
  const others = dossier.aliases.filter(({ text }) => text !== dossier.name);
  const seen = others.map(({ text, count }) => `${text} ${count}×`).join(' · ');
  const dates = dossier.dates === null ? [] : [...new Set(dossier.dates)];
  const totals = [filled(texts.totals, counted(texts.mentions, dossier.mentions), counted(texts.sources, dossier.documents)), dates.join(' – ')];
  return make(
    'header',
    {},
    make('h1', {}, dossier.name),
    make('p', { class: 'about' }, [texts.kinds[dossier.kind], ...totals].filter((part) => part !== '').join(' · ')),
    seen === '' ? undefined : make('p', { class: 'about' }, `${texts.alsoSeenAs} ${seen}`),
  );
}

function company(dossier: Dossier, texts: Texts): HTMLElement | undefined {
  if (dossier.company.length === 0) {
    return undefined;
  }
  const open = ({ id }: Companion) => editor.postMessage({ is: 'dossier', actor: id });
  const items = dossier.company.map((companion) => {
    const count = make('span', { class: 'passage' }, `${companion.count}×`);
    const label = `${companion.name}, ${filled(texts.times, companion.count)}`;
    const line = make('span', {}, companion.name, ' ', count);
    return button(line, () => open(companion), { class: 'line', 'aria-label': label });
  });
  // The drawing repeats the list beside it, so people who cannot see it or use a mouse miss nothing.
  return section(
    'company',
    texts.company,
    make('div', { class: 'company' }, drawing(dossier, texts, open), list(items)),
  );
}

function drawing(dossier: Dossier, texts: Texts, open: (companion: Companion) => void): HTMLElement {
  const { width, height, centre, around, lines } = places(dossier.company, dossier.ties);
  const svg = (name: string, attributes: Record<string, string | number>, ...children: Child[]) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, String(value)));
    element.append(...children.filter((child) => child !== undefined));
    return element;
  };
  const edges = lines.map(({ from, to, width }) =>
    svg('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, 'stroke-width': width }),
  );
  const node = (x: number, y: number, name: string, kind: string) =>
    svg(
      'g',
      { class: `node ${kind}` },
      svg('circle', { cx: x, cy: y, r: 6 }),
      svg('title', {}, name),
      svg('text', { x, y: y + 20, 'text-anchor': 'middle' }, shortened(name)),
    );
  const nodes = dossier.company.map((companion, n) => {
    const { x, y } = around[n] ?? centre;
    const element = node(x, y, companion.name, companion.kind);
    element.addEventListener('click', () => open(companion));
    return element;
  });
  const self = node(centre.x, centre.y, dossier.name, `${dossier.kind} self`);
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' }, ...edges, ...nodes, self);
  return make('figure', { title: texts.graph }, picture as unknown as HTMLElement);
}

/** The most characters of a name in the drawing, where names must not overlap. The list has the full names. */
const MAX_LENGTH = 22;

function shortened(name: string): string {
  return name.length <= MAX_LENGTH ? name : `${name.slice(0, MAX_LENGTH - 1).trimEnd()}…`;
}

function timeline(dossier: Dossier, texts: Texts): HTMLElement {
  const hidden = new Set(editor.getState()?.hidden ?? []);
  const days = new Map<string, Event[]>();
  for (const event of dossier.timeline) {
    const day = event.date ?? '';
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  const list = make('div', { class: ['timeline', ...[...hidden].map((kind) => `no-${kind}`)].join(' ') });
  for (const [day, events] of days) {
    const title = day === '' ? texts.undated : make('time', { datetime: day }, day);
    const items = events.map((event) => make('li', { class: event.kind }, lineOf(event, '')));
    list.append(make('h3', {}, title), make('ol', {}, ...items));
  }
  const choice = (kind: 'said' | 'named', label: string) => {
    const box = make('input', { type: 'checkbox' }) as HTMLInputElement;
    box.checked = !hidden.has(kind);
    box.addEventListener('change', () => {
      list.classList.toggle(`no-${kind}`, !box.checked);
      hidden[box.checked ? 'delete' : 'add'](kind);
      editor.setState({ ...editor.getState(), hidden: [...hidden] });
    });
    const count = dossier.timeline.filter((event) => event.kind === kind).length;
    return make('label', {}, box, ` ${label} (${count})`);
  };
  const choices = make(
    'fieldset',
    {},
    make('legend', {}, texts.show),
    choice('said', texts.said),
    choice('named', texts.named),
  );
  const rest = dossier.leftOut === 0 ? undefined : make('p', { class: 'about' }, filled(texts.leftOut, dossier.leftOut));
  return section('timeline', texts.timeline, choices, rest, list);
}

function show({ dossier, texts, actor }: ToPage): void {
  editor.setState({ ...editor.getState(), actor });
  if (dossier === null) {
    main.replaceChildren(make('p', {}, texts.unknown));
    return;
  }
  const roles = dossier.roles.map((role) => lineOf(role, texts.actorsFile));
  const notes = dossier.notes.map((note) => lineOf(note, ''));
  const parts = [
    head(dossier, texts),
    roles.length === 0 ? undefined : section('roles', texts.roles, list(roles)),
    company(dossier, texts),
    notes.length === 0 ? undefined : section('notes', texts.notes, list(notes)),
    timeline(dossier, texts),
  ];
  main.replaceChildren(...parts.filter((part) => part !== undefined));
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => show(data));
editor.postMessage({ is: 'ready' });
