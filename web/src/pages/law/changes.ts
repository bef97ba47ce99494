/** A comparison of two instruments, as a page shows a part of it. */
import type { Schemas } from '@/api/client';

export type RuleChange = Schemas['RuleChange'];

export const CHANGES = ['changed', 'kept', 'supplementary', 'dropped', 'added'] as const;
export type Change = (typeof CHANGES)[number];

export const isChange = (text: string): text is Change => (CHANGES as readonly string[]).includes(text);

/** Changes of one kind, or of all, in which a word occurs. */
export function choose(all: readonly RuleChange[], change: string, word: string): RuleChange[] {
  const wanted = word.trim().toLowerCase();
  const texts = ({ older, newer }: RuleChange) =>
    [older, newer].flatMap((rule) => (rule ? [rule.name, rule.title.zh, rule.title.en, rule.clause.cited.zh, rule.clause.cited.en] : []));
  return all.filter((each) => (change === '' || each.change === change) && (wanted === '' || texts(each).some((text) => text.toLowerCase().includes(wanted))));
}

export function countOf(all: readonly RuleChange[]): Record<Change, number> {
  const counts = Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
  for (const { change } of all) if (isChange(change)) counts[change] += 1;
  return counts;
}
