/** What a duty is called and which article it stands in, from the law: counts carry no more than its full name. */
import { api, take, type Both } from '@/api/client';

export interface RulePlace {
  instrument: string;
  article: number;
  title: Both;
}

let rules: Promise<Map<string, RulePlace>> | undefined;

/** Every named rule of every instrument. It is asked for once; it changes only with the program. */
export function loadRules(): Promise<Map<string, RulePlace>> {
  rules ??= askRules();
  rules.catch(() => (rules = undefined));
  return rules;
}

async function askRules(): Promise<Map<string, RulePlace>> {
  const { instruments } = await take(api.GET('/api/v1/law/instruments'));
  const places = new Map<string, RulePlace>();
  const asked = instruments.map(async ({ id }) => {
    // The full name of every rule begins with its instrument, and an instrument has fewer clauses than one answer holds.
    const { found } = await take(api.GET('/api/v1/law/search', { params: { query: { q: `${id}/` } } }));
    for (const { instrument, clause } of found) {
      for (const { name, title } of clause.rules)
        if (name && instrument === id) places.set(name, { instrument, article: clause.clause.article, title: title ?? { zh: name, en: name } });
    }
  });
  await Promise.all(asked);
  return places;
}

/** How counts name an article. */
export const articleKey = (instrument: string, article: number): string => `${instrument}/${article}`;
