/** Numbers of duties by where they stand: gathered from what the server counts, added up and looked at. */
import { STATUSES, isStatus, type Status } from '@/components/status';

/** How many stand where. */
export type Counts = Readonly<Record<Status, number>>;

/** What the server counts: of what, where it stands, how many. */
export interface Counted {
  of?: string | null;
  and?: string | null;
  status: string;
  count: number;
}

/** What still asks something of somebody: it was not done, or not in time. */
export const UNFULFILLED: readonly Status[] = ['breached', 'overdue'];
/** What a duty can be that holds for somebody. */
export const APPLICABLE: readonly Status[] = STATUSES.filter((status) => status !== 'not_applicable');

export const NONE: Counts = Object.freeze(Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>);

export const sum = (counts: Counts, statuses: readonly Status[]): number => statuses.reduce((all, status) => all + counts[status], 0);

export function add(one: Counts, other: Counts): Counts {
  return Object.fromEntries(STATUSES.map((status) => [status, one[status] + other[status]])) as Record<Status, number>;
}

/** Those that stand under one key, by the key; what has no key stands under the empty one. */
export function gather(all: readonly Counted[], key: (counted: Counted) => string = ({ of }) => of ?? ''): Map<string, Counts> {
  const gathered = new Map<string, Record<Status, number>>();
  for (const counted of all) {
    if (!isStatus(counted.status)) continue;
    const own = gathered.get(key(counted)) ?? { ...NONE };
    own[counted.status] += counted.count;
    gathered.set(key(counted), own);
  }
  return gathered;
}

export const total = (all: Iterable<Counts>): Counts => [...all].reduce(add, NONE);

/** The part of what holds that was fulfilled, from 0 to 1; nothing where nothing holds. */
export function fulfilledPart(counts: Counts): number | undefined {
  const all = sum(counts, APPLICABLE);
  return all === 0 ? undefined : counts.fulfilled / all;
}

/** A part as people read it: whole percent, but never 100 or 0 where something is missing or there. */
export function percent(part: number | undefined): string {
  if (part === undefined) return '–';
  const whole = Math.round(part * 100);
  if (whole === 100 && part < 1) return '>99%';
  if (whole === 0 && part > 0) return '<1%';
  return `${whole}%`;
}

/** How dark a field of a map or of a heat map is drawn: 0 for none, then 1 to 4 by the part of the largest number. */
export function shade(value: number, largest: number): 0 | 1 | 2 | 3 | 4 {
  if (value <= 0 || largest <= 0) return 0;
  return Math.min(4, Math.max(1, Math.ceil((value / largest) * 4))) as 1 | 2 | 3 | 4;
}
