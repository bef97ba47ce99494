/** In which chapter of which instrument a duty stands, from what its list says of its article. */
import type { Both, Schemas } from '@/api/client';

import type { Duty } from './api';

type Instrument = Schemas['InstrumentView'];

export interface Chapter {
  /** `hunan-2026:3`; in addresses. */
  key: string;
  instrument: Both;
  title: Both;
}

/** The number of the article that a duty stands in; nothing where the law of today does not know it. */
export const articleOf = ({ clause }: Pick<Duty, 'clause'>): number | undefined => clause?.article;

/** The chapters of all instruments, the newest instrument first, each in its order. */
export function chaptersOf(instruments: readonly Instrument[]): Chapter[] {
  const byDay = [...instruments].sort((a, b) => b.instrument.from.localeCompare(a.instrument.from));
  return byDay.flatMap(({ instrument, chapters }) => chapters.map((title, at) => ({ key: `${instrument.id}:${at + 1}`, instrument: instrument.short, title })));
}

/** The key of a duty's chapter; nothing where the instrument is not known. */
export function chapterKey(duty: Pick<Duty, 'duty' | 'clause'>, instruments: readonly Instrument[]): string | undefined {
  const id = duty.duty.split('/')[0];
  const article = articleOf(duty);
  const chapter = instruments.find(({ instrument }) => instrument.id === id)?.articles.find(({ number }) => number === article)?.chapter;
  return chapter === undefined ? undefined : `${id}:${chapter}`;
}

/** Duties of one rule that stand alike, told as one line. */
export interface DutyGroup {
  key: string;
  duties: Duty[];
}

const URGENCY = ['breached', 'overdue', 'unknown', 'open', 'fulfilled', 'not_applicable'];

/** By urgency, those of one rule together. */
export function grouped(duties: readonly Duty[]): DutyGroup[] {
  const groups = new Map<string, Duty[]>();
  for (const duty of duties) {
    const key = `${duty.status} ${duty.duty}`;
    const group = groups.get(key);
    if (group) group.push(duty);
    else groups.set(key, [duty]);
  }
  const urgency = ({ duties: [first] }: DutyGroup) => URGENCY.indexOf(first?.status ?? '');
  return [...groups].map(([key, all]) => ({ key, duties: all })).sort((a, b) => urgency(a) - urgency(b));
}
