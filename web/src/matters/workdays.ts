/** Days by which something has to be done, in working days: how many are left, or how many it is late. */
import { addDays } from '@/registers/history';

/** What is known of a day; of days that nothing is known of, the plain week is counted. */
export type KnownDays = ReadonlyMap<string, string>;

export interface Left {
  /** Working days from tomorrow until the day, itself included; of what is late, those since then. */
  count: number;
  state: 'ahead' | 'today' | 'late';
}

export function isWorkday(day: string, known: KnownDays): boolean {
  const kind = known.get(day);
  if (kind) return kind === 'workday' || kind === 'worked_weekend';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

export function leftUntilDay(due: string, today: string, known: KnownDays): Left {
  if (due === today) return { count: 0, state: 'today' };
  const [first, last] = due < today ? [due, today] : [today, due];
  let count = 0;
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (isWorkday(day, known)) count += 1;
  return { count, state: due < today ? 'late' : 'ahead' };
}

/** The moment at which a civil day of Beijing is over. */
export const endOfDay = (day: string): string => `${addDays(day, 1)}T00:00:00+08:00`;
