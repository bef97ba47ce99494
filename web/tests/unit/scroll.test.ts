import { describe, expect, it } from 'vitest';

import { BOX_PX_MAX, boxHeight, placeOf, reveal, viewport } from '@/registers/scroll';

const ROW = 32;
const HEIGHT = 640;

describe('a box of rows', () => {
  it('draws what is in view and a little more', () => {
    const { first, last, top } = viewport(1000, ROW, 320, HEIGHT, 2);
    expect([first, last, top]).toEqual([8, 32, 256]);
  });

  it('reaches the last of a million rows though browsers cut off boxes', () => {
    const rows = 1_000_000;
    expect(boxHeight(rows, ROW)).toBe(BOX_PX_MAX);
    const end = viewport(rows, ROW, BOX_PX_MAX - HEIGHT, HEIGHT);
    expect(end.last).toBe(rows - 1);
    expect(end.top + (end.last - end.first + 1) * ROW).toBeCloseTo(BOX_PX_MAX, 0);
    expect(viewport(rows, ROW, 0, HEIGHT).first).toBe(0);
  });

  it('gives every row that is drawn a place of its own, wherever the bar stands', () => {
    for (const height of [HEIGHT, HEIGHT + 1, 601]) {
      for (let top = 0; top < 5000; top += 37) {
        const { first, last } = viewport(1000, ROW, top, height);
        const places = Array.from({ length: last - first + 1 }, (_, at) => placeOf(first + at, ROW, height));
        expect(new Set(places).size).toBe(places.length);
      }
    }
    const places = new Set(Array.from({ length: 1000 }, (_, index) => placeOf(index, ROW, HEIGHT)));
    expect(places.size, 'no more rows are made than are drawn').toBeLessThan(50);
  });

  it('brings a row into view and leaves the bar alone where it is already', () => {
    expect(reveal(5, 1000, ROW, 0, HEIGHT)).toBe(0);
    expect(reveal(20, 1000, ROW, 0, HEIGHT)).toBe(ROW);
    expect(reveal(3, 1000, ROW, 320, HEIGHT)).toBe(96);
    for (const rows of [1000, 1_000_000]) {
      const at = reveal(rows - 1, rows, ROW, 0, HEIGHT);
      expect(viewport(rows, ROW, at, HEIGHT, 0).last).toBe(rows - 1);
    }
  });
});
