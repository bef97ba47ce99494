/** What became of rows between their being read and a change of them that came too late. */
import { listRows, type Stored } from './api';
import type { Declaration, Field } from './declaration';
import { differing } from './form';

export interface Overtaken {
  /** The rows that are still there, as they stand now, in their order. */
  rows: Stored[];
  /** Those that say something else than when they were read, and in which fields. */
  changed: { before: Stored; now: Stored; fields: Field[] }[];
  /** Those that were withdrawn. */
  gone: Stored[];
}

const keyOf = ({ row }: Stored): string => `${row.code}\u0000${row.from ?? ''}`;

/** What became of these rows, by what is there now. */
export function becameOf(declaration: Declaration, read: readonly Stored[], now: readonly Stored[]): Overtaken {
  const byKey = new Map(now.map((stored) => [keyOf(stored), stored]));
  const all: Overtaken = { rows: [], changed: [], gone: [] };
  for (const before of read) {
    const stored = byKey.get(keyOf(before));
    if (!stored) {
      all.gone.push(before);
      continue;
    }
    all.rows.push(stored);
    if (stored.version !== before.version) all.changed.push({ before, now: stored, fields: differing(declaration, before.row, stored.row) });
  }
  return all;
}

/** One question names so many codes, and is answered in pages. */
const CODES_AT_ONCE = 100;
const PAGE = 500;

/** All rows of the codes of these rows, as they stand now. */
export async function readAgain(register: string, read: readonly Stored[]): Promise<Stored[]> {
  const codes = [...new Set(read.map(({ row }) => row.code))];
  const rows: Stored[] = [];
  for (let at = 0; at < codes.length; at += CODES_AT_ONCE) {
    const filters = [`code:in:${codes.slice(at, at + CODES_AT_ONCE).join(',')}`];
    let after: string | undefined;
    do {
      const page = await listRows(register, { filters }, { after, limit: PAGE });
      rows.push(...page.rows);
      after = page.next ?? undefined;
    } while (after);
  }
  return rows;
}
