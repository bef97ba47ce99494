/** What the pages of the law ask for. How instruments are divided is asked for once; it changes only with the program. */
import { api, take, type Schemas } from '@/api/client';

export type Instrument = Schemas['InstrumentView'];
export type ArticleText = Schemas['ArticleText'];
export type ClauseText = Schemas['ClauseText'];
export type Rule = Schemas['RuleView'];
export type ReadText = Schemas['ReadText'];

let instruments: Promise<Instrument[]> | undefined;

/** All instruments with their chapters and articles, the newest first. */
export function loadInstruments(): Promise<Instrument[]> {
  instruments ??= askInstruments();
  instruments.catch(() => (instruments = undefined));
  return instruments;
}

async function askInstruments(): Promise<Instrument[]> {
  const lines = (await take(api.GET('/api/v1/law/instruments'))).instruments;
  const all = lines.map(({ id }) => take(api.GET('/api/v1/law/instruments/{instrument}', { params: { path: { instrument: id } } })));
  return (await Promise.all(all)).sort((a, b) => b.instrument.from.localeCompare(a.instrument.from));
}

const standing = new Map<string, Promise<ArticleText>>();

/** An article as it stands, asked for once: many places of a page may need it. */
export function articleOnce(instrument: string, article: number): Promise<ArticleText> {
  const key = `${instrument}/${article}`;
  const known = standing.get(key);
  if (known) return known;
  const path = { instrument, article };
  const asked = take(api.GET('/api/v1/law/instruments/{instrument}/articles/{article}', { params: { path } }));
  standing.set(key, asked);
  asked.catch(() => standing.delete(key));
  return asked;
}

export function loadArticle(instrument: string, article: number, on: string | undefined, signal: AbortSignal): Promise<ArticleText> {
  const path = { instrument, article };
  return take(api.GET('/api/v1/law/instruments/{instrument}/articles/{article}', { params: { path, query: { on: on || undefined } }, signal }));
}
