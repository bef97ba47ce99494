/** Which columns a table shows, in which order and width; and the views that a user keeps. They stay in this browser, for each login by itself. */
import { session } from '@/app/session';
import { keepHere, keptHere } from '@/composables/browser';

import type { Declaration, Field, Kind } from './declaration';

const WIDTHS: Record<Kind['is'], number> = { text: 180, date: 108, ref: 200, choice: 120, choices: 180, flag: 84, number: 96 };
/** Columns that are shown until a user chooses: the first ones carry what a row is about. */
const SHOWN = 10;
/** What every register has and few look at. */
const RARE = new Set(['basis', 'vouched_by', 'note']);

/** What a head takes besides its label: its edges, the sign of the order, the filter. */
const HEAD_ROOM = 54;
/** A label that is longer than this ends in dots. */
const HEAD_MAX = 220;
/** Where wide characters begin; bold ones of a head are so wide, and a letter is about half of one. */
const WIDE_FROM = 0x2e80;
const WIDE_PX = 13;
const LETTER_PX = 7.6;

const headWidth = (label: string): number => HEAD_ROOM + [...label].reduce((sum, char) => sum + (char.charCodeAt(0) < WIDE_FROM ? LETTER_PX : WIDE_PX), 0);

function usualWidth({ name, kind }: Field): number {
  if (name === 'code') return 168;
  return name === 'name' || name === 'title' ? 240 : WIDTHS[kind.is];
}

/** The width of a column: what such values take, and its label. */
export const widthOf = (field: Field, label: string): number => Math.max(usualWidth(field), Math.min(Math.ceil(headWidth(label)), HEAD_MAX));

/** Columns that stay where they are when the others move. */
export const isFixed = (name: string): boolean => name === 'code' || name === 'name' || name === 'title';

/** What is shown when nothing was chosen: the fixed ones, then what the register is about. */
export function usualColumns(declaration: Declaration): string[] {
  const names = declaration.fields.map((field) => field.name).filter((name) => !RARE.has(name));
  return arranged([...names.filter(isFixed), ...names.filter((name) => !isFixed(name))].slice(0, SHOWN));
}

/** Fixed columns first, otherwise as given. */
export const arranged = (names: readonly string[]): string[] => [...names.filter(isFixed), ...names.filter((name) => !isFixed(name))];

/** The fields of these names; names that the register does not have are passed over. */
export function columnsOf(declaration: Declaration, names: readonly string[]): Field[] {
  const byName = new Map(declaration.fields.map((field) => [field.name, field]));
  return arranged(names).flatMap((name) => byName.get(name) ?? []);
}

/** A view that somebody keeps under a name. */
export interface View {
  name: string;
  columns: string[];
  filters: string[];
  sort: string;
  /** The word that is looked for, and the day that is looked at; those kept before have neither. */
  q?: string;
  on?: string;
}

/** What a view says of the rows. */
export const shownBy = ({ filters, sort, q = '', on = '' }: View) => ({ filters, sort, q, on });

interface Shelf {
  getItem: (name: string) => string | null | undefined;
  setItem: (name: string, text: string) => void;
}
const here: Shelf = { getItem: keptHere, setItem: keepHere };

interface Kept {
  columns?: string[];
  views?: View[];
}

/** Whoever works at the same computer has views of his own. */
const ownLogin = (): string => session.value?.login ?? '';
const key = (register: string, login: string): string => `shouwang.table.${login}.${register}`;

export function readKept(register: string, shelf: Shelf = here, login = ownLogin()): Kept {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key(register, login)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    // What was kept cannot be read any more; the table is shown as if nothing were.
    return {};
  }
}

export function keep(register: string, change: Kept, shelf: Shelf = here, login = ownLogin()): void {
  shelf.setItem(key(register, login), JSON.stringify({ ...readKept(register, shelf, login), ...change }));
}
