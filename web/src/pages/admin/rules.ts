/** What has been decided on rules and readings. */
import type { Both } from '@/api/client';
import { listRows } from '@/registers/api';

/** A rule or a reading on which something may be decided. */
export interface Switchable {
  rule: string;
  title: Both;
  clause?: Both;
  reason?: Both | null;
  /** What holds while nobody has decided. */
  usual: string;
  choices: { value: string; label: Both }[];
}

export interface Decision {
  rule: string;
  setting: string;
  decided_by: string;
  reason: string;
  from?: string;
  until?: string;
  version: number;
}

/** There are a few dozen rules and readings; more decisions than these on one page there will not be for years. */
const DECISIONS_MAX = 500;

export async function listDecisions(): Promise<Decision[]> {
  const { rows } = await listRows('rule_setting', { sort: 'from' }, { limit: DECISIONS_MAX });
  return rows.map(({ row, version }) => ({ ...(row as unknown as Omit<Decision, 'version'>), version }));
}

/** The decision that holds on a day; of several, the one that began last. */
export function decisionOn(decisions: readonly Decision[], rule: string, day: string): Decision | undefined {
  const holding = decisions.filter((one) => one.rule === rule && (one.from ?? '') <= day && (one.until === undefined || one.until >= day));
  return holding.sort((a, b) => (a.from ?? '').localeCompare(b.from ?? '')).pop();
}
