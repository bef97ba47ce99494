/** What the maps of the overview show: a number of each division, and how dark it is drawn. */
import { APPLICABLE, NONE, percent, shade, sum, UNFULFILLED, type Counts } from '@/counts/counts';
import type { Status } from '@/components/status';

export const MEASURES = ['unfulfilled', 'part', 'unknown'] as const;
export type Measure = (typeof MEASURES)[number];

export const asMeasure = (text: string): Measure => MEASURES.find((measure) => measure === text) ?? 'unfulfilled';

/** The statuses that the list behind a number holds. */
export const behind = (measure: Measure): readonly Status[] => (measure === 'unknown' ? ['unknown'] : UNFULFILLED);

export function valueOf(measure: Measure, counts: Counts = NONE): number {
  if (measure === 'unknown') return counts.unknown;
  const unfulfilled = sum(counts, UNFULFILLED);
  const all = sum(counts, APPLICABLE);
  return measure === 'part' ? (all === 0 ? 0 : unfulfilled / all) : unfulfilled;
}

/** The value as it is read; `write` writes a number in the user's language. */
export function textOf(measure: Measure, counts: Counts | undefined, write: (value: number) => string): string {
  if (!counts || sum(counts, APPLICABLE) === 0) return '–';
  return measure === 'part' ? percent(valueOf(measure, counts)) : write(valueOf(measure, counts));
}

/** How dark each is drawn, by key; the largest value is the darkest. */
export function shades<K>(measure: Measure, all: ReadonlyMap<K, Counts>): Map<K, number> {
  const values = [...all].map(([key, counts]) => [key, valueOf(measure, counts)] as const);
  const largest = Math.max(0, ...values.map(([, value]) => value));
  return new Map(values.map(([key, value]) => [key, shade(value, largest)]));
}
