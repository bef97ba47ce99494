/** How an instrument is divided, for the tree, and the way from one article to the next. */
import type { Words } from '@/i18n';

interface ArticleLine {
  number: number;
  chapter: number;
  title: Words;
}

export interface Chapter<A> {
  number: number;
  title: Words;
  articles: A[];
}

export function chaptersOf<A extends ArticleLine>(instrument: { chapters: readonly Words[]; articles: readonly A[] }): Chapter<A>[] {
  return instrument.chapters.map((title, at) => ({ number: at + 1, title, articles: instrument.articles.filter(({ chapter }) => chapter === at + 1) }));
}

/** The articles before and after one. */
export function neighbours<A extends ArticleLine>(articles: readonly A[], number: number): { before?: A; after?: A } {
  const at = articles.findIndex((article) => article.number === number);
  return at < 0 ? {} : { before: articles[at - 1], after: articles[at + 1] };
}

/** Whether an instrument is in force on a day. */
export const inForce = ({ from, until }: { from: string; until?: string | null }, day: string): boolean => from <= day && (!until || day <= until);

/** A text cut where a word occurs, so that the word can be marked: every second piece is the word. */
export function pieces(text: string, word: string): string[] {
  if (word === '') return [text];
  const found: string[] = [];
  const [whole, part] = [text.toLowerCase(), word.toLowerCase()];
  let from = 0;
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, from)) {
    found.push(text.slice(from, at), text.slice(at, at + part.length));
    from = at + part.length;
  }
  return [...found, text.slice(from)];
}
