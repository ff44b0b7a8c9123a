// The layout of the drawing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { places } from '../src/webview/graph';

test('actors named together more often are closer, and all are inside the drawing', () => {
  const company = [5, 1, 3, 1].map((count) => ({ count }));
  const { around, centre, width, height, lines } = places(company, [[0, 2, 1]]);
  const far = around.map(({ x, y }) => Math.hypot((x - centre.x) / width, (y - centre.y) / height));
  assert.ok((far[0] ?? 1) < (far[2] ?? 0) && (far[2] ?? 1) < (far[1] ?? 0));
  assert.ok(around.every(({ x, y }) => x > 0 && x < width && y > 0 && y < height));
  assert.equal(lines.length, company.length + 1);
});

test('without companions there are no lines', () => {
  assert.deepEqual(places([], []).lines, []);
});
