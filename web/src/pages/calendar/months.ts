/** A year as months of weeks, which begin on Monday. */
import type { Schemas } from '@/api/client';

export type Day = Schemas['CalendarDay'];

export interface Month {
  /** From 1. */
  number: number;
  /** Empty fields before the first day, so that it stands under its weekday. */
  lead: number;
  days: Day[];
  workdays: number;
}

export const isWorked = ({ kind }: Pick<Day, 'kind'>): boolean => kind === 'workday' || kind === 'worked_weekend';

/** Of a civil day: Monday is 0. */
export const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export function monthsOf(days: readonly Day[]): Month[] {
  return Array.from({ length: 12 }, (_, at) => {
    const own = days.filter(({ day }) => Number(day.slice(5, 7)) === at + 1);
    return { number: at + 1, lead: own[0] ? weekday(own[0].day) : 0, days: own, workdays: own.filter(isWorked).length };
  });
}

/** A year within the years of legal dates; the given one where the text names none. */
export function asYear(text: string, usual: number): number {
  const year = Number(text);
  return Number.isInteger(year) && year >= 1949 && year <= 2199 ? year : usual;
}
