/**
 * Where the squares of the map stand: a grid in which divisions lie roughly as they lie in the province. It shows no border and claims none;
 * divisions of which no place is written here follow in the order of their codes.
 */

/** Column and row of the prefectures, from the north-west. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  '4308': [1, 0],
  '4307': [2, 0],
  '4306': [3, 0],
  '4331': [0, 1],
  '4309': [2, 1],
  '4301': [3, 1],
  '4312': [0, 2],
  '4313': [1, 2],
  '4303': [2, 2],
  '4302': [3, 2],
  '4305': [1, 3],
  '4304': [2, 3],
  '4311': [1, 4],
  '4310': [2, 4],
};

/** Columns at least, where nothing is known of the places. */
const COLUMNS_MIN = 5;

export interface Placed<T> {
  item: T;
  /** From 1, as a grid of CSS counts. */
  column: number;
  row: number;
}

/** Whether it is known how all of them lie. Two or one alone need no map. */
export const isMapped = (divisions: readonly { code: string }[]): boolean => divisions.length > 2 && divisions.every(({ code }) => code in PLACES);

/** Places every division: as they lie when all of their places are known, otherwise by code. */
export function place<T extends { code: string }>(divisions: readonly T[], columns = Math.max(COLUMNS_MIN, Math.ceil(Math.sqrt(divisions.length)))): Placed<T>[] {
  if (isMapped(divisions)) return divisions.map((item) => ({ item, column: PLACES[item.code]![0] + 1, row: PLACES[item.code]![1] + 1 }));
  const inOrder = [...divisions].sort((a, b) => a.code.localeCompare(b.code));
  return inOrder.map((item, at) => ({ item, column: (at % columns) + 1, row: Math.floor(at / columns) + 1 }));
}

/** A short name for a small square: what says only of which level a division is goes, as long as two characters stay. */
export function shortName(name: string, suffixes: readonly string[]): string {
  const suffix = suffixes.find((each) => name.endsWith(each));
  const short = suffix ? name.slice(0, -suffix.length) : name;
  return short.length >= 2 ? short : name;
}
