/** What pages ask of duties: where they stand, how many stand where, and why. */
import { api, take, type Schemas } from '@/api/client';

import { asQuery, type DutyQuestion } from './question';

export type Duty = Schemas['DutyView'];
export type DutyCount = Schemas['DutyCount'];
export type Explanation = Schemas['Explanation'];
export type Fact = Schemas['DutyFact'];
export type Evidence = Schemas['DutyEvidence'];

const PAGE = 500;

export async function listDuties(
  question: DutyQuestion,
  page: { after?: string; skip?: number; limit: number; evidence?: boolean },
  signal?: AbortSignal,
): Promise<{ rows: Duty[]; next?: string | null }> {
  const query = { ...asQuery(question), ...page, skip: page.skip || undefined };
  const { duties, next } = await take(api.GET('/api/v1/duties', { params: { query }, signal }));
  return { rows: duties, next };
}

/** All that fit a question, at most so many, with what each rests on if that is wanted; `more` says whether there are others. */
export async function allDuties(question: DutyQuestion, most: number, signal?: AbortSignal, evidence?: boolean): Promise<{ duties: Duty[]; more: boolean }> {
  const duties: Duty[] = [];
  let after: string | undefined;
  do {
    const page = await listDuties(question, { after, limit: Math.min(PAGE, most - duties.length), evidence }, signal);
    duties.push(...page.rows);
    after = page.next ?? undefined;
  } while (after && duties.length < most);
  return { duties, more: after !== undefined };
}

/** How many stand where. Days are not asked about: the counts are of today. */
export async function countByStatus(question: DutyQuestion, signal?: AbortSignal): Promise<Map<string, number>> {
  const { unit, division, only_division, duty, article, level } = question;
  const query = { by: 'duty', ...asQuery({ unit, division, only_division, duty, article, level }) };
  const { counts } = await take(api.GET('/api/v1/duties/counts', { params: { query }, signal }));
  const sums = new Map<string, number>();
  for (const { status, count } of counts) sums.set(status, (sums.get(status) ?? 0) + count);
  return sums;
}

/** Why a duty stands where it stands, and what would fulfil it. */
export async function explainDuty(duty: string, subject: string, signal?: AbortSignal): Promise<Explanation[]> {
  const [instrument = '', rule = ''] = duty.split('/');
  const path = { instrument, rule, subject };
  const { explanations } = await take(api.GET('/api/v1/duties/{instrument}/{rule}/subjects/{subject}', { params: { path }, signal }));
  return explanations;
}

/** Duties whose title, name or clause holds a word. */
export async function findDuties(q: string, signal?: AbortSignal): Promise<{ name: string; title: Schemas['Both'] }[]> {
  const { found } = await take(api.GET('/api/v1/law/search', { params: { query: { q } }, signal }));
  const rules = found.flatMap(({ clause }) => clause.rules.filter(({ kind, name, title }) => kind === 'duty' && name && title));
  return rules.map(({ name, title }) => ({ name: name ?? '', title: title ?? { zh: '', en: '' } }));
}

export async function instrumentsWithArticles(signal?: AbortSignal): Promise<Schemas['InstrumentView'][]> {
  const { instruments } = await take(api.GET('/api/v1/law/instruments', { signal }));
  return Promise.all(instruments.map(({ id }) => take(api.GET('/api/v1/law/instruments/{instrument}', { params: { path: { instrument: id } }, signal }))));
}
