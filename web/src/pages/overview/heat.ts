/** The table of articles by divisions. */
import { add, gather, NONE, type Counted, type Counts } from '@/counts/counts';

import { valueOf, type Measure } from './measures';

export interface HeatLine {
  instrument: string;
  article: number;
  all: Counts;
  /** By division. */
  cells: ReadonlyMap<string, Counts>;
}

/** Lines of articles in which the measure shows anything: the newest instrument's first, each in its order. */
export function heatLines(counted: readonly Counted[], measure: Measure, instruments: readonly string[]): HeatLine[] {
  const articles = new Map<string, Counted[]>();
  for (const each of counted) {
    if (!each.of) continue;
    const own = articles.get(each.of);
    if (own) own.push(each);
    else articles.set(each.of, [each]);
  }
  const lines = [...articles].map(([key, own]) => {
    const cells = gather(own, ({ and }) => and ?? '');
    const at = key.lastIndexOf('/');
    return { instrument: key.slice(0, at), article: Number(key.slice(at + 1)), cells, all: [...cells.values()].reduce(add, NONE) };
  });
  const order = (instrument: string) => instruments.indexOf(instrument);
  return lines.filter(({ all }) => valueOf(measure, all) > 0).sort((a, b) => order(a.instrument) - order(b.instrument) || a.article - b.article);
}

/** Those of the greatest weight, where there is room for so many only, in the order in which they stand. */
export function weightiest<T>(all: readonly T[], most: number, weigh: (one: T) => number): readonly T[] {
  if (all.length <= most) return all;
  const kept = new Set([...all].sort((a, b) => weigh(b) - weigh(a)).slice(0, most));
  return all.filter((one) => kept.has(one));
}
