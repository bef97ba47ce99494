/** What was found out about a matter, told once for all lines that stand alike. */
import type { Both, Schemas } from '@/api/client';

import type { MatterCheck } from './api';

export type ConditionState = 'yes' | 'no' | 'unknown' | 'weigh';

export interface Condition {
  key: string;
  /** What it is called; of what the page itself says, `said`. */
  title?: Both;
  said: 'outOfScope' | 'another' | 'needed';
  state: ConditionState;
  /** The fact that is missing. */
  missing?: Both;
  /** From 0. */
  lines: number[];
}

const RANK: Readonly<Record<ConditionState, number>> = { no: 0, unknown: 1, weigh: 2, yes: 3 };

/** What stands in the way first. */
export function conditionsOf({ lines }: Pick<MatterCheck, 'lines'>): Condition[] {
  const found = new Map<string, Condition>();
  const add = (condition: Omit<Condition, 'key' | 'lines'>, line: number) => {
    const key = `${condition.title?.zh ?? condition.said} ${condition.state}`;
    const known = found.get(key);
    if (known) known.lines.push(line);
    else found.set(key, { ...condition, key, lines: [line] });
  };
  lines.forEach((line, at) => {
    // That the matter is for it, and who answers for it, is said where it is not so.
    if (line.in_scope === 'no') add({ said: 'outOfScope', state: 'no' }, at);
    if (line.applicant === 'another') add({ said: 'another', state: 'no' }, at);
    for (const { title, met, weigh, missing } of line.needs)
      add({ title, missing: missing ?? undefined, said: 'needed', state: met === 'yes' ? 'yes' : weigh ? 'weigh' : met === 'no' ? 'no' : 'unknown' }, at);
  });
  return [...found.values()].sort((one, other) => RANK[one.state] - RANK[other.state]);
}

/** Why nothing is handed in, whatever else is filled in: the law leaves nobody to weigh it, or it is not for this unit or thing. */
const STRICT: ReadonlySet<string> = new Set(['unmet', 'not_applicant', 'out_of_scope', 'no_body', 'other_function', 'not_in_force']);

/** What keeps a matter from being handed in as things stand, beside what is wrong with its fields; nothing where nothing does. */
export function hindranceOf({ refusal, lines }: Pick<MatterCheck, 'refusal' | 'lines'>): Both[] {
  if (refusal && STRICT.has(refusal.id)) return [refusal.said];
  // What is wrong with the fields is told first, and hides that a precondition is not met that the facts know already.
  const unmet = lines.flatMap(({ needs }) => needs.filter(({ met, weigh }) => met === 'no' && !weigh).map(({ title }) => title));
  return [...new Map(unmet.map((title) => [title.zh, title])).values()];
}

/** The days that the lines must come before, those of one day together. */
export function leadsOf({ lines }: Pick<MatterCheck, 'lines'>): { lead: Schemas['MatterLead']; lines: number[] }[] {
  const found = new Map<string, { lead: Schemas['MatterLead']; lines: number[] }>();
  lines.forEach(({ lead }, at) => {
    if (!lead) return;
    const known = found.get(lead.event);
    if (known) known.lines.push(at);
    else found.set(lead.event, { lead, lines: [at] });
  });
  return [...found.values()].sort((one, other) => one.lead.latest.localeCompare(other.lead.latest));
}

/** What is wrong with the fields of one line, by field. */
export function errorsOf({ problems }: Pick<MatterCheck, 'problems'>, line: number, say: (both: Both) => string): Map<string, string> {
  const errors = new Map<string, string>();
  for (const { line: at, field, said } of problems) if (at === line) errors.set(field, [errors.get(field), say(said)].filter(Boolean).join(' '));
  return errors;
}
