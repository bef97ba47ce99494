/**
 * What was typed and not saved, kept for when the page is left by force: the tab crashed, the session ended. It stays in this tab, and is offered to
 * nobody but whoever typed it.
 */
export interface Kept<T> {
  /** The version into which it was typed; none where something new was entered. */
  version?: number;
  typed: T;
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = (login: string, place: string): string => `shouwang.draft.${login}.${place}`;

export function readKept<T>(login: string, place: string, shelf: Shelf = sessionStorage): Kept<T> | undefined {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key(login, place)) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'typed' in kept && typeof kept.typed === 'object' && kept.typed !== null
      ? (kept as Kept<T>)
      : undefined;
  } catch {
    // What was kept cannot be read any more; nothing is offered.
    return undefined;
  }
}

export function keep<T>(login: string, place: string, kept: Kept<T>, shelf: Shelf = sessionStorage): void {
  try {
    shelf.setItem(key(login, place), JSON.stringify(kept));
  } catch {
    // The browser has no room for it, or was told to keep nothing; the page warns before it is left all the same.
  }
}

export const forget = (login: string, place: string, shelf: Shelf = sessionStorage): void => shelf.removeItem(key(login, place));
