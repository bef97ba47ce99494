/** The plain functions of the overview: numbers, squares, maps. */
import { describe, expect, it } from 'vitest';

import { APPLICABLE, fulfilledPart, gather, NONE, percent, shade, sum, total, UNFULFILLED } from '@/counts/counts';
import { GeoError, readGeo, shapeOf } from '@/pages/overview/geo';
import { columnsWithin, linesAbove } from '@/composables/fitting';
import { heatLines, weightiest } from '@/pages/overview/heat';
import { asMeasure, shades, textOf } from '@/pages/overview/measures';
import { isMapped, place, shortName } from '@/pages/overview/tiles';
import { readTrend, stepOf } from '@/pages/overview/trend';

const counted = [
  { of: 'hunan-2026/24', and: '4301', status: 'breached', count: 3 },
  { of: 'hunan-2026/24', and: '4302', status: 'overdue', count: 1 },
  { of: 'hunan-2026/24', and: '4301', status: 'fulfilled', count: 9 },
  { of: 'hunan-2020/5', and: '4301', status: 'breached', count: 2 },
  { of: 'hunan-2026/7', and: '4302', status: 'fulfilled', count: 4 },
  { of: null, and: null, status: 'unknown', count: 5 },
];

describe('counts', () => {
  it('are gathered by what they are counted of', () => {
    const gathered = gather(counted);
    expect(gathered.get('hunan-2026/24')).toEqual({ ...NONE, breached: 3, overdue: 1, fulfilled: 9 });
    expect(gathered.get('')).toEqual({ ...NONE, unknown: 5 });
    expect(sum(total(gathered.values()), UNFULFILLED)).toBe(6);
  });

  it('leave out a status that this page does not know', () => {
    expect(gather([{ of: 'a', status: 'new', count: 1 }]).size).toBe(0);
  });

  it('say no part where nothing holds', () => {
    expect(fulfilledPart(NONE)).toBeUndefined();
    expect(percent(fulfilledPart(NONE))).toBe('–');
    expect(APPLICABLE).not.toContain('not_applicable');
  });

  it('never round to all or to nothing', () => {
    expect(percent(0.9999)).toBe('>99%');
    expect(percent(0.0001)).toBe('<1%');
    expect([percent(1), percent(0), percent(0.824)]).toEqual(['100%', '0%', '82%']);
  });

  it('are drawn the darker the larger', () => {
    expect([0, 1, 3, 5, 10].map((value) => shade(value, 10))).toEqual([0, 1, 2, 2, 4]);
  });
});

describe('measures', () => {
  const two = new Map([
    ['4301', { ...NONE, breached: 8, fulfilled: 2 }],
    ['4302', { ...NONE, breached: 1, fulfilled: 99 }],
  ]);

  it('compare numbers or parts', () => {
    expect(Object.fromEntries(shades('unfulfilled', two))).toEqual({ 4301: 4, 4302: 1 });
    expect(textOf('part', two.get('4301'), String)).toBe('80%');
    expect(textOf('unfulfilled', undefined, String)).toBe('–');
  });

  it('fall back to what is usual', () => {
    expect(asMeasure('nonsense')).toBe('unfulfilled');
  });
});

describe('the heat map', () => {
  it('has a line for each article with a number, the newest instrument first', () => {
    const lines = heatLines(counted, 'unfulfilled', ['hunan-2026', 'hunan-2020']);
    expect(lines.map(({ instrument, article }) => [instrument, article])).toEqual([['hunan-2026', 24], ['hunan-2020', 5]]);
    expect(lines[0]!.cells.get('4302')).toEqual({ ...NONE, overdue: 1 });
    expect(lines[0]!.all).toEqual({ ...NONE, breached: 3, overdue: 1, fulfilled: 9 });
  });
});

describe('what stands on a wall', () => {
  it('is as many lines as stand there whole', () => {
    expect(linesAbove([20, 40, 75, 95], 80)).toBe(3);
    expect(linesAbove([20, 40], 80)).toBe(2);
    expect(linesAbove([90], 80)).toBe(0);
  });

  it('is as many columns as there is room for beside the others', () => {
    expect(columnsWithin(10, 30, 100 + 300, 250)).toBe(5);
    expect(columnsWithin(10, 30, 100 + 300, 500)).toBe(10);
    expect(columnsWithin(10, 30, 100 + 300, 50)).toBe(0);
    expect(columnsWithin(0, 0, 100, 50)).toBe(0);
  });

  it('is what weighs most, in its order', () => {
    expect(weightiest([3, 9, 1, 7], 2, Number)).toEqual([9, 7]);
    expect(weightiest([3, 9, 1, 7], 3, Number)).toEqual([3, 9, 7]);
    expect(weightiest([3, 9], 5, Number)).toEqual([3, 9]);
  });
});

describe('squares', () => {
  const prefectures = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '31'].map((end) => ({ code: `43${end}` }));

  it('lie as the prefectures do, each in a place of its own', () => {
    expect(isMapped(prefectures)).toBe(true);
    const placed = place(prefectures);
    expect(new Set(placed.map(({ column, row }) => `${column} ${row}`)).size).toBe(prefectures.length);
    const at = (code: string) => placed.find(({ item }) => item.code === code)!;
    expect(at('4306').row).toBeLessThan(at('4310').row);
    expect(at('4331').column).toBeLessThan(at('4301').column);
  });

  it('follow the codes where no place is known', () => {
    const placed = place([{ code: '433123' }, { code: '433101' }, { code: '433122' }], 2);
    expect(placed.map(({ item, column, row }) => [item.code, column, row])).toEqual([['433101', 1, 1], ['433122', 2, 1], ['433123', 1, 2]]);
  });

  it('are about as many below each other as beside each other', () => {
    const rowsOf = (count: number) => Math.max(...place(Array.from({ length: count }, (_, at) => ({ code: `4331${String(at).padStart(2, '0')}` }))).map(({ row }) => row));
    expect([4, 21, 49].map(rowsOf)).toEqual([1, 5, 7]);
  });

  it('keep at least two characters of a name', () => {
    expect(shortName('A-land County', [' County'])).toBe('A-land');
    expect(shortName('X County', [' County'])).toBe('X County');
  });
});

describe('a map of the user', () => {
  it('may have more points than a function takes values', () => {
    const ring = Array.from({ length: 400_000 }, (_, at) => [100 + Math.cos(at), 30 + Math.sin(at)]);
    const map = readGeo(JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }] }));
    expect(map.shapes[0]!.x).toBeCloseTo(500, 0);
  });

  const square = (properties: object, x: number) => ({
    type: 'Feature',
    properties,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 1],
          [x, 1],
          [x, 0],
        ],
      ],
    },
  });
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      square({ adcode: 430100, name: 'A' }, 0),
      square({ name: 'B' }, 1),
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [0, 0] } },
    ],
  });

  it('is read, drawn north up, and finds divisions by code or name', () => {
    const map = readGeo(text);
    expect(map.shapes).toHaveLength(2);
    expect(map.width).toBe(1000);
    expect(shapeOf(map, { code: '4301', name: 'other' })!.x).toBeCloseTo(250);
    expect(shapeOf(map, { code: '4399', name: 'B' })!.x).toBeCloseTo(750);
    expect(shapeOf(map, { code: '4398', name: '' })).toBeUndefined();
    expect(map.shapes[0]!.path.startsWith(`M0.0 ${map.shapes[0]!.path.split(' ')[1]!.split('L')[0]}`)).toBe(true);
  });

  it('is refused when it is none', () => {
    for (const wrong of ['no json', '[]', JSON.stringify({ type: 'FeatureCollection', features: [] })]) expect(() => readGeo(wrong)).toThrow(GeoError);
  });
});

describe('the trend', () => {
  it('has a number of every status on every day', () => {
    expect(readTrend([{ day: '2026-11-01', counts: [{ status: 'open', count: 2 }] }, { day: '2026-11-08', counts: [] }])).toEqual([
      { day: '2026-11-01', counts: { ...NONE, open: 2 } },
      { day: '2026-11-08', counts: NONE },
    ]);
  });

  it('asks for no more points than a line needs', () => {
    for (const days of [30, 90, 365]) expect(days / stepOf(days)).toBeLessThan(60);
  });
});
