/**
 * Published texts that the user has read in. They stay in this browser until he puts them away: the text itself, which is read anew by the server each
 * time, since what the law data makes of it may be other with the next version of the program. The server keeps nothing.
 */
import { computed, shallowReactive } from 'vue';

import { api, take } from '@/api/client';
import { fetched, forgotten, kept } from '@/composables/cupboard';

import type { ReadText } from './api';

const NAME = 'official-texts';
const texts = shallowReactive(new Map<string, ReadText>());
/** What was given, by the same names. */
const given = new Map<string, string>();

export const textsInHand = computed(() => [...texts.values()]);
/** The last text that is of none of the instruments stands under the empty name. */
export const officialText = (instrument: string): ReadText | undefined => texts.get(instrument);

/** Sends a text to be read and set beside the law; nothing is kept there. */
async function askToRead(text: string): Promise<ReadText> {
  const read = await take(
    api.POST('/api/v1/law/text', { body: text, bodySerializer: (body) => body, headers: { 'Content-Type': 'text/plain; charset=utf-8' } }),
  );
  texts.set(read.instrument ?? '', read);
  given.set(read.instrument ?? '', text);
  return read;
}

export async function readText(text: string): Promise<ReadText> {
  const read = await askToRead(text);
  await kept(NAME, [...given.values()]);
  return read;
}

let recalling: Promise<void> | undefined;

/** Reads again what this browser has kept, once; what cannot be read any more is left out. */
export function recallTexts(): Promise<void> {
  recalling ??= fetched<string[]>(NAME).then(async (before) => {
    // One after the other: each may be long.
    for (const text of before ?? []) if (![...given.values()].includes(text)) await askToRead(text).catch(() => undefined);
  });
  return recalling;
}

/** Puts a text away, also from this browser. */
export async function layAside(instrument: string | undefined): Promise<void> {
  texts.delete(instrument ?? '');
  given.delete(instrument ?? '');
  await (given.size ? kept(NAME, [...given.values()]) : forgotten(NAME));
}

type Place = { article: number; paragraph: number; item: number };

const same = (one: Place, other: Place) => one.article === other.article && one.paragraph === other.paragraph && one.item === other.item;

/** The clause of a text at a place, and whether it is the very text that our words were written for. */
export function clauseOf(text: ReadText | undefined, place: Place): { text: string; isOurs: boolean } | undefined {
  const found = text?.clauses.find(({ clause }) => same(clause, place));
  return found && { text: found.text, isOurs: found.ours?.text_sm3 === found.sm3 };
}
