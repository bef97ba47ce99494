/** Duties by the law's clock. Days are civil days in Beijing, and the server says at which moment one ends. */
import { addDays, dayNumber } from '@/registers/history';

import type { Duty } from './api';

const MINUTE_MS = 60_000;
/** What is due within so many days runs visibly down. */
const CLOCK_DAYS = 3;

/** Days from one to the other; negative when it is over. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** What is left until a moment, `0 3 07` as days, hours and minutes; nothing when it is over. */
export function leftUntil(end: number, now: number): { days: number; hours: number; minutes: number; seconds: number } | undefined {
  if (now >= end) return undefined;
  const whole = Math.floor((end - now) / 1000);
  return { days: Math.floor(whole / 86_400), hours: Math.floor(whole / 3600) % 24, minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

/** Until the clock has to be drawn anew: each second on the last day, otherwise each minute. */
export const drawEvery = (end: number, now: number): number => (end - now < 24 * 60 * MINUTE_MS ? 1000 : MINUTE_MS);

export interface Waiting {
  /** Due within days, from an event of which the time runs. */
  clocks: Duty[];
  overdue: Duty[];
  breached: Duty[];
  /** To be done, by the day they are due. */
  coming: Duty[];
}

/** What waits, the earliest first. */
export function waiting(duties: readonly Duty[], today: string): Waiting {
  const byTime = [...duties].sort((a, b) => timeOf(a).localeCompare(timeOf(b)) || a.duty.localeCompare(b.duty) || a.subject.localeCompare(b.subject));
  const open = byTime.filter(({ status }) => status === 'open');
  const isClock = ({ due_on: due, reason }: Duty) => Boolean(due) && reason === 'due_ahead' && daysBetween(today, due ?? '') <= CLOCK_DAYS;
  return {
    clocks: open.filter(isClock),
    overdue: byTime.filter(({ status }) => status === 'overdue'),
    breached: byTime.filter(({ status }) => status === 'breached'),
    coming: open.filter((duty) => !isClock(duty)),
  };
}

/** The day that orders it: when it is due, otherwise since when it stands so; what has no day comes last. */
const timeOf = ({ due_on: due, since_on: since }: Duty): string => due ?? since ?? '9999';

/** The days of a month's sheet, whole weeks from Monday. */
export function sheetOf(month: string): string[] {
  const first = `${month}-01`;
  const weekday = (dayNumber(first) + 3) % 7;
  const start = addDays(first, -weekday);
  const last = addDays(`${monthAfter(month, 1)}-01`, -1);
  const weeks = Math.ceil((weekday + daysBetween(first, last) + 1) / 7);
  return Array.from({ length: weeks * 7 }, (_, at) => addDays(start, at));
}

/** `2026-11` and one month on: `2026-12`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}
