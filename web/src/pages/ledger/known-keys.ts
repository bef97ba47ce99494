/** Keys of ledgers that this browser has seen: whoever puts others in their place later is noticed. */
import { today } from '@/i18n';

export interface KnownKeys {
  keys: string;
  /** The day on which the server showed them first. */
  since: string;
  /** Whether the user has said that they are the ones published elsewhere. */
  compared: boolean;
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const place = (origin: string): string => `shouwang.ledger-keys.${origin}`;

export function knownKeys(origin: string, shelf: Shelf = localStorage): KnownKeys | undefined {
  try {
    const known = JSON.parse(shelf.getItem(place(origin)) ?? 'null') as Partial<KnownKeys> | null;
    return typeof known?.keys === 'string' && typeof known.since === 'string' ? { keys: known.keys, since: known.since, compared: known.compared === true } : undefined;
  } catch {
    return undefined;
  }
}

/** A browser that keeps nothing begins anew each time. */
export function rememberKeys(origin: string, known: KnownKeys | undefined, shelf: Shelf = localStorage): void {
  try {
    if (known) shelf.setItem(place(origin), JSON.stringify(known));
    else shelf.removeItem(place(origin));
  } catch {
    // Nothing is lost but that a change of the keys would be noticed.
  }
}

/** The lines of a text of keys that are a ledger's own, in one order. */
export const keysOf = (origin: string, text: string): string[] =>
  [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter((line) => line.startsWith(`${origin}+`)).sort();

/** What is known of a ledger's keys once the server has shown some: those of before stay until the user says otherwise. */
export function metKeys(origin: string, known: KnownKeys | undefined, shown: string | undefined, day = today()): KnownKeys | undefined {
  if (known || !shown) return known;
  const own = keysOf(origin, shown);
  return own.length ? { keys: own.join('\n'), since: day, compared: false } : undefined;
}

/** Whether the server shows other keys than those that are known. */
export const differs = (origin: string, known: KnownKeys | undefined, shown: string | undefined): boolean =>
  Boolean(known && shown !== undefined) && keysOf(origin, known?.keys ?? '').join('\n') !== keysOf(origin, shown ?? '').join('\n');
