/** Matters that wait for the user's units, and how many: what the desk shows and where the rest of each list is. */
import type { MatterLine } from '@/matters/api';
import { countMatters, listMatters } from '@/matters/api';

/** So many of a list are looked at; of a longer one the desk says that there are more. */
export const LOOKED_AT = 200;

interface Page {
  rows: MatterLine[];
  next?: string | null;
}

export interface ToDecide {
  /** Steps before the own units that can be taken now, what is due first coming first. */
  theirs: MatterLine[];
  /** What the own units were asked, and what was sent back to them. */
  asked: MatterLine[];
  returned: MatterLine[];
  /** Steps of the list that wait for somebody else's answer. */
  resting: number;
  /** All steps of the list, as the server counts them. */
  steps: number;
  overdue: number;
  notices: number;
  /** How many wait for the user, as far as they were looked at. */
  count: number;
  /** Whether there are more than that. */
  more: boolean;
}

export function gathered(decide: Page, asked: Page, returned: Page, counts: { to_decide: number; overdue: number; notices: number }): ToDecide {
  const theirs = decide.rows.filter((line) => !line.asked);
  return {
    theirs,
    asked: asked.rows,
    returned: returned.rows,
    resting: decide.rows.length - theirs.length,
    steps: counts.to_decide,
    overdue: counts.overdue,
    notices: counts.notices,
    count: theirs.length + asked.rows.length + returned.rows.length,
    more: [decide, asked, returned].some(({ next }) => Boolean(next)),
  };
}

export async function askToDecide(signal?: AbortSignal): Promise<ToDecide> {
  const ask = (view: string, status?: string) => listMatters({ view, status }, { limit: LOOKED_AT }, signal);
  const [decide, asked, returned, counts] = await Promise.all([ask('to_decide'), ask('mine', 'asked'), ask('drafts', 'returned'), countMatters(signal)]);
  return gathered(decide, asked, returned, counts);
}
