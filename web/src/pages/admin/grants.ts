/** What can be read off a grant, and which grants a view asks for. */
import type { GrantRow, Question } from './system';

export type GrantView = 'waiting' | 'ending' | 'deputies' | 'all';
export const GRANT_VIEWS: readonly GrantView[] = ['waiting', 'ending', 'deputies', 'all'];

/** From so many days before its last one on, a grant is said to end soon. */
export const SOON_DAYS = 30;

/** The day so many days after another, both as `2026-11-20`. */
export function dayAfter(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Where a grant stands on a day, its days taken into account. */
export function standingOf(
  grant: Pick<GrantRow, 'state' | 'from' | 'until'>,
  today: string,
): 'requested' | 'refused' | 'revoked' | 'coming' | 'in_force' | 'ending' | 'ended' {
  if (grant.state !== 'approved') return grant.state;
  if (grant.until < today) return 'ended';
  if (grant.from > today) return 'coming';
  return grant.until <= dayAfter(today, SOON_DAYS) ? 'ending' : 'in_force';
}

export const canRenew = (grant: GrantRow, today: string): boolean => grant.state === 'approved' && !grant.deputy_of && grant.until >= today;
export const canRevoke = (grant: GrantRow, today: string): boolean => grant.state === 'approved' && grant.until >= today;

/** What a view asks for. */
export function questionOf(view: GrantView, today: string): Pick<Question, 'filter' | 'sort'> {
  switch (view) {
    case 'waiting':
      return { filter: ['state:eq:requested'], sort: 'until,code' };
    case 'ending':
      return { filter: ['state:eq:approved', `until:ge:${today}`, `until:le:${dayAfter(today, SOON_DAYS)}`], sort: 'until,code' };
    case 'deputies':
      return { filter: ['deputy_of:not_null'], sort: '-until,code' };
    case 'all':
      return { sort: '-until,code' };
  }
}
