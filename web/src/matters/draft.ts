/** What is filled in before a matter is handed in: lines as they are edited, and as they are sent. */
import { isEmpty } from '@/registers/form';

import type { Line } from './api';

/** Lines of one matter at most. */
export const LINES_MAX = 500;

/** The line as it is sent: what says nothing is left out. */
export function cleaned(line: Line): Line {
  const said = Object.entries(line).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(said.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]).filter(([, value]) => value !== ''));
}

/** Whether two states of the lines say the same. */
export const sameLines = (one: readonly Line[], other: readonly Line[]): boolean => told(one) === told(other);

const told = (lines: readonly Line[]): string => JSON.stringify(lines.map((line) => Object.entries(cleaned(line)).sort(([a], [b]) => a.localeCompare(b))));

/**
 * What becomes of lines that are being filled in when another version comes from the server. `adopt`: others changed nothing of them, so that only
 * the version is another one. `take`: nothing was typed here, or the same. `keep`: both changed them, and somebody has to choose.
 */
export function meeting(mine: readonly Line[], seen: readonly Line[], come: readonly Line[]): 'adopt' | 'take' | 'keep' {
  if (sameLines(come, seen)) return 'adopt';
  return sameLines(mine, seen) || sameLines(mine, come) ? 'take' : 'keep';
}

/** What every line carries without being asked for it. */
const CARRIED = ['from', 'basis', 'vouched_by'];

/** A line that is still to be filled in: it is of the same unit and says no more. */
export function nextLine(like: Line | undefined, applicant: string): Line {
  return Object.fromEntries(Object.entries(like ?? {}).filter(([name, value]) => CARRIED.includes(name) || value === applicant));
}

/** A line like another one: everything but its code. */
export function copied(line: Line): Line {
  return Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'code'));
}
