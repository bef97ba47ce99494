/**
 * Words in two languages. Each page keeps its own beside itself (`words.ts`), each entry with both languages, so that one that lacks a language
 * does not compile; `useWords` gives the function that says them. `{name}` in a text is a value, `{name|day|days}` the word that goes with its number.
 */
import { ref } from 'vue';

import { keepHere, keptHere } from '@/composables/browser';

export type Language = 'zh' | 'en';
export interface Words {
  readonly zh: string;
  readonly en: string;
}
export type Values = Record<string, string | number>;

const KEPT = 'shouwang.language';

export const language = ref<Language>(keptHere(KEPT) === 'en' ? 'en' : 'zh');

export function setLanguage(next: Language): void {
  language.value = next;
  keepHere(KEPT, next);
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
}

/** Declares words; keys are checked where they are said. */
export function words<K extends string>(all: Record<K, Words>): Record<K, Words> {
  return all;
}

export type Say<K extends string> = (key: K, values?: Values) => string;

/** The function that says these words in the language of the moment. */
export function useWords<K extends string>(all: Record<K, Words>): Say<K> {
  return (key, values) => fill(pick(all[key]), values);
}

/** Something that the server says in both languages. */
export function pick(both: Words): string {
  return both[language.value] || both.zh || both.en;
}

export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return one === undefined || many === undefined ? String(value) : String(value) === '1' ? one : many;
  });
}

/** Several things in one line. */
export const listed = (parts: readonly string[]): string => parts.join(language.value === 'en' ? ', ' : '、');

/** A number as people of the language read it. */
export const number = (value: number): string => value.toLocaleString(language.value === 'en' ? 'en' : 'zh-CN');

const FORM: Intl.DateTimeFormatOptions = {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

/** A moment in Beijing time, `2026-11-20 08:15`; seconds where they matter. */
export function moment(text: string | null | undefined, seconds = false): string {
  if (!text) return '';
  const form: Intl.DateTimeFormatOptions = seconds ? { ...FORM, second: '2-digit' } : FORM;
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', form).formatToParts(new Date(text)).map((part) => [part.type, part.value]));
  const time = `${parts.hour}:${parts.minute}${seconds ? `:${parts.second}` : ''}`;
  return `${parts.year}-${parts.month}-${parts.day} ${time}`;
}

/** Today in Beijing, `2026-11-20`. */
export function today(now: Date = new Date()): string {
  return moment(now.toISOString()).slice(0, 10);
}
