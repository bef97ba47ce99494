/** Which columns a table shows, in which order and width; and the views that a user keeps. They stay in this browser. */
import type { Declaration, Field, Kind } from './declaration';

const WIDTHS: Record<Kind['is'], number> = { text: 180, date: 108, ref: 200, choice: 120, choices: 180, flag: 84, number: 96 };
/** Columns that are shown until a user chooses: the first ones carry what a row is about. */
const SHOWN = 10;
/** What every register has and few look at. */
const RARE = new Set(['basis', 'vouched_by', 'note']);

export const widthOf = (field: Field): number => (field.name === 'code' ? 168 : field.name === 'name' || field.name === 'title' ? 240 : WIDTHS[field.kind.is]);

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
}

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

interface Kept {
  columns?: string[];
  views?: View[];
}

const key = (register: string): string => `shouwang.table.${register}`;

export function readKept(register: string, shelf: Shelf = localStorage): Kept {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key(register)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    // What was kept cannot be read any more; the table is shown as if nothing were.
    return {};
  }
}

export function keep(register: string, change: Kept, shelf: Shelf = localStorage): void {
  shelf.setItem(key(register), JSON.stringify({ ...readKept(register, shelf), ...change }));
}
