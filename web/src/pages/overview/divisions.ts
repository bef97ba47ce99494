/** The divisions that one goes down through: the way to one, and those below it. */
import { ownUnits } from '@/duties/own';
import { listRows } from '@/registers/api';

export interface Division {
  code: string;
  name: string;
  level: string;
  parent?: string;
}

const known = new Map<string, Division>();

async function ask(filters: string[], signal?: AbortSignal): Promise<Division[]> {
  const { rows } = await listRows('division', { filters, sort: 'code' }, { limit: 500 }, signal);
  const found = rows.map(({ row }) => ({
    code: row.code,
    name: String(row.name ?? row.code),
    level: String(row.level ?? ''),
    parent: row.parent ? String(row.parent) : undefined,
  }));
  for (const division of found) known.set(division.code, division);
  // A division that was continued under another name stands several times; the last says how it is.
  return [...new Map(found.map((division) => [division.code, division])).values()];
}

async function find(code: string, signal?: AbortSignal): Promise<Division | undefined> {
  return known.get(code) ?? (await ask([`code:eq:${code}`], signal))[0];
}

/** The divisions from the top down to this one. */
export async function wayTo(code: string, signal?: AbortSignal): Promise<Division[]> {
  const way: Division[] = [];
  for (let at = await find(code, signal); at && !way.includes(at); at = at.parent ? await find(at.parent, signal) : undefined) way.unshift(at);
  return way;
}

export const childrenOf = (code: string, signal?: AbortSignal): Promise<Division[]> => ask([`parent:eq:${code}`], signal);

/** Where somebody begins to look: the division of the unit that he acts for, otherwise the province. */
export async function startOf(signal?: AbortSignal): Promise<string | undefined> {
  const unit = ownUnits.value[0];
  if (unit) {
    const { rows } = await listRows('unit', { filters: [`code:eq:${unit}`], sort: '-from' }, { limit: 1 }, signal);
    const division = rows[0]?.row.division;
    if (typeof division === 'string') return division;
  }
  return (await ask(['level:eq:province'], signal))[0]?.code;
}
