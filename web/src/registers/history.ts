/** The history of a row along two times: as it was true on a day, and as it was known at a moment. */
import type { Schemas } from '@/api/client';

import type { Row } from './declaration';

export type Version = Schemas['RowVersion'];

/** What was known at a moment, of a day: the version that stood then. `known` of nothing is now. */
export function versionAt(versions: readonly Version[], day: string, known?: string): Version | undefined {
  return versions.filter((version) => wasKnown(version, known) && holds(version.row, day)).sort((a, b) => begins(b).localeCompare(begins(a)))[0];
}

/** Versions that were held true at a moment. */
export const knownAt = (versions: readonly Version[], known?: string): Version[] => versions.filter((version) => wasKnown(version, known));

function wasKnown(version: Version, known: string | undefined): boolean {
  if (known === undefined) return !version.ended;
  const at = Date.parse(known);
  const learned = !version.learned_at || Date.parse(version.learned_at) <= at;
  return learned && (!version.ended || Date.parse(version.ended.at) > at);
}

function holds(row: Schemas['RegisterRow'], day: string): boolean {
  return (!row.from || row.from <= day) && (!row.until || day <= row.until);
}

const begins = (version: Version): string => version.row.from ?? '';

/** Days at which something begins or ends, in order, within bounds. */
export function turningDays(versions: readonly Version[], first: string, last: string): string[] {
  const days = new Set<string>();
  for (const { row } of versions) {
    if (row.from) days.add(row.from);
    if (row.until) days.add(addDays(row.until, 1));
  }
  return [...days].filter((day) => first <= day && day <= last).sort();
}

/** Moments at which something was learned or given up, in order. */
export function turningMoments(versions: readonly Version[]): string[] {
  const moments = new Set<string>();
  for (const { learned_at: learned, ended } of versions) {
    if (learned) moments.add(learned);
    if (ended) moments.add(ended.at);
  }
  return [...moments].sort();
}

/** The span of days that a slider covers: all that is told of, and today, at most so many years back. */
export function span(versions: readonly Version[], today: string): [string, string] {
  const days = versions.flatMap(({ row }) => [row.from, row.until].filter((day): day is string => Boolean(day)));
  const first = days.reduce((least, day) => (day < least ? day : least), addDays(today, -30));
  const last = days.reduce((most, day) => (day > most ? day : most), today);
  const bound = (day: string) => (day < addDays(today, -LONGEST) ? addDays(today, -LONGEST) : day > addDays(today, LONGEST) ? addDays(today, LONGEST) : day);
  return [bound(first), bound(last)];
}

const LONGEST = 3650;
const DAY_MS = 86_400_000;

export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
export const addDays = (day: string, count: number): string => dayOf(dayNumber(day) + count);

/** The row of a version, in the form that tables and forms work with. */
export const rowOfVersion = (version: Version): Row => version.row as Row;
