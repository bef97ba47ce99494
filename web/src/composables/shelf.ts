/**
 * What was typed into a draft and not saved, kept for when the page is left by force: the tab crashed, the session ended. It stays in this tab, and
 * is offered to nobody but whoever typed it.
 */
import type { Line } from './api';

export interface Kept {
  /** The version into which it was typed. */
  version: number;
  lines: Line[];
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = (login: string, number: string): string => `shouwang.draft.${login}.${number}`;

export function readKept(login: string, number: string, shelf: Shelf = sessionStorage): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key(login, number)) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'version' in kept && 'lines' in kept && Array.isArray(kept.lines) ? (kept as Kept) : undefined;
  } catch {
    // What was kept cannot be read any more; nothing is offered.
    return undefined;
  }
}

export function keep(login: string, number: string, kept: Kept, shelf: Shelf = sessionStorage): void {
  try {
    shelf.setItem(key(login, number), JSON.stringify(kept));
  } catch {
    // The browser has no room for it, or was told to keep nothing; the page warns before it is left all the same.
  }
}

export const forget = (login: string, number: string, shelf: Shelf = sessionStorage): void => shelf.removeItem(key(login, number));
