/** How duties stood over time, as lines and as a table. */
import { gather, NONE, type Counts } from '@/counts/counts';
import type { Status } from '@/components/status';

export interface TrendPoint {
  day: string;
  counts: readonly { status: string; count: number }[];
}

/** What is drawn: what was fulfilled is many times as much as the rest and would press it flat. */
export const DRAWN: readonly Status[] = ['breached', 'overdue', 'open', 'unknown'];

export interface TrendLine {
  day: string;
  counts: Counts;
}

export const readTrend = (points: readonly TrendPoint[]): TrendLine[] =>
  points.map(({ day, counts }) => ({ day, counts: gather(counts.map((each) => ({ ...each, of: '' }))).get('') ?? NONE }));

/** Days between two points so that there are about a dozen or two. */
export const stepOf = (days: number): number => (days <= 31 ? 2 : days <= 92 ? 7 : 14);
