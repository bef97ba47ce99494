/** Published texts that the user has read in. They are kept in the memory of this page alone, and gone when it is closed. */
import { computed, shallowReactive } from 'vue';

import { api, take } from '@/api/client';

import type { ReadText } from './api';

const texts = shallowReactive(new Map<string, ReadText>());

export const textsInHand = computed(() => [...texts.values()]);
/** The last text that is of none of the instruments stands under the empty name. */
export const officialText = (instrument: string): ReadText | undefined => texts.get(instrument);

/** Sends a text to be read and set beside the law; nothing is kept there. */
export async function readText(text: string): Promise<ReadText> {
  const read = await take(
    api.POST('/api/v1/law/text', { body: text, bodySerializer: (body) => body, headers: { 'Content-Type': 'text/plain; charset=utf-8' } }),
  );
  texts.set(read.instrument ?? '', read);
  return read;
}

export const layAside = (instrument: string | undefined): void => void texts.delete(instrument ?? '');

type Place = { article: number; paragraph: number; item: number };

const same = (one: Place, other: Place) => one.article === other.article && one.paragraph === other.paragraph && one.item === other.item;

/** The clause of a text at a place, and whether it is the very text that our words were written for. */
export function clauseOf(text: ReadText | undefined, place: Place): { text: string; isOurs: boolean } | undefined {
  const found = text?.clauses.find(({ clause }) => same(clause, place));
  return found && { text: found.text, isOurs: found.ours?.text_sm3 === found.sm3 };
}
