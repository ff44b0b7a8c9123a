// The layout of the drawing of actors named together: the actor in the centre, the others around it, closer the more often
// they are named together.

import type { Companion } from '../page';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Places {
  readonly width: number;
  readonly height: number;
  readonly centre: Point;
  /** A point for each companion. */
  readonly around: readonly Point[];
  readonly lines: readonly { readonly from: Point; readonly to: Point; readonly width: number }[];
}

const WIDTH = 560;
const HEIGHT = 340;
/** The horizontal and vertical radius of the layout, which leaves room for names at the edges. */
const REACH = { x: 200, y: 135 };
/** The least distance from the centre, as a fraction of the radius. */
const NEAREST = 0.55;

export function places(
  company: readonly Pick<Companion, 'count'>[],
  ties: readonly (readonly [number, number, number])[],
): Places {
  const centre = { x: WIDTH / 2, y: HEIGHT / 2 - 8 };
  const most = Math.max(1, ...company.map(({ count }) => count));
  const around = company.map(({ count }, n) => {
    const angle = (2 * Math.PI * n) / company.length - Math.PI / 2;
    const far = 1 - (1 - NEAREST) * (count / most);
    return {
      x: Math.round(centre.x + Math.cos(angle) * REACH.x * far),
      y: Math.round(centre.y + Math.sin(angle) * REACH.y * far),
    };
  });
  const width = (count: number) => 0.5 + 2.5 * Math.min(1, count / most);
  const among = ties.flatMap(([one, other, count]) => {
    const [from, to] = [around[one], around[other]];
    return from === undefined || to === undefined ? [] : [{ from, to, width: width(count) / 2 }];
  });
  const own = company.flatMap(({ count }, n) => {
    const to = around[n];
    return to === undefined ? [] : [{ from: centre, to, width: width(count) }];
  });
  return { width: WIDTH, height: HEIGHT, centre, around, lines: [...among, ...own] };
}
