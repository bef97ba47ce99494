/** Where the pages of duties, units and articles are, so that no other page writes such an address by hand. */
import type { RouteLocationRaw } from 'vue-router';

import { asAddress, type DutyQuestion } from './question';

export const dutiesPage = (question: DutyQuestion = {}): RouteLocationRaw => ({ name: 'duties', query: asAddress(question) });

/** Why one duty stands where it stands. */
export function dutyPage(duty: string, subject: string): RouteLocationRaw {
  const [instrument, rule] = duty.split('/');
  return { name: 'duty', params: { instrument, rule, subject } };
}

export const unitPage = (unit?: string | null, query: Record<string, string | string[]> = {}): RouteLocationRaw => ({
  name: 'unit',
  params: unit ? { code: unit } : {},
  query,
});

export const unitStatePage = (unit: string): RouteLocationRaw => ({ name: 'unit-state', params: { code: unit } });

/** The article that a duty stands in; its instrument where the article is not known. */
export const articlePage = (duty: string, article?: number): string => ['/law', duty.split('/')[0], article].filter((part) => part !== undefined).join('/');
