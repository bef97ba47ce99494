/** What pages ask of registers. Declarations are asked for once; names of what rows refer to are gathered and asked for together. */
import { reactive } from 'vue';

import { api, etag, take, type Schemas } from '@/api/client';
import { may } from '@/app/session';

import { nameOf, readDeclaration, type Declaration, type Row, type Value } from './declaration';
import { addDays } from './history';

/** A row with the version that a change of it has to name. */
export interface Stored {
  row: Row;
  version: number;
  learned_at?: string | null;
}

/** A row as it is sent: what says nothing is left out. */
type Body = Schemas['RegisterRow'];

export interface Question {
  filters?: readonly string[];
  q?: string;
  sort?: string;
  on?: string;
  knownAt?: string;
}

/** What narrows a list, as lists and exports are asked for it. */
export const narrowing = ({ filters, q, on, knownAt }: Question) => ({
  filter: filters?.length ? [...filters] : undefined,
  q: q || undefined,
  on: on || undefined,
  known_at: knownAt || undefined,
});

let list: Promise<Schemas['RegisterLine'][]> | undefined;
const declarations = new Map<string, Promise<Declaration>>();

/** The registers, in the order of the workbook. */
export function listRegisters(): Promise<Schemas['RegisterLine'][]> {
  list ??= take(api.GET('/api/v1/registers')).then(({ registers }) => registers);
  list.catch(() => (list = undefined));
  return list;
}

export function declarationOf(register: string): Promise<Declaration> {
  const known = declarations.get(register);
  if (known) return known;
  const asked = take(api.GET('/api/v1/registers/{register}', { params: { path: { register } } })).then(readDeclaration);
  declarations.set(register, asked);
  asked.catch(() => declarations.delete(register));
  return asked;
}

/** What was learned under another session is forgotten: what is open differs from user to user. */
export function forgetRegisters(): void {
  list = undefined;
  declarations.clear();
  names.clear();
  asked.clear();
}

export async function listRows(
  register: string,
  question: Question,
  page: { after?: string; skip?: number; limit: number; count?: boolean; countAll?: boolean; names?: boolean },
  signal?: AbortSignal,
): Promise<{ rows: Stored[]; next?: string | null; total?: Schemas['Total'] | null }> {
  const query = {
    ...narrowing(question),
    sort: question.sort || undefined,
    after: page.after,
    skip: page.skip || undefined,
    limit: page.limit,
    count: page.count || undefined,
    count_all: page.countAll || undefined,
    names: page.names || undefined,
  };
  const answer = await take(api.GET('/api/v1/registers/{register}/rows', { params: { path: { register }, query }, signal }));
  // What the rows refer to has come with them, and is not asked for again.
  for (const [target, byCode] of Object.entries(answer.names ?? {})) {
    for (const [code, name] of Object.entries(byCode)) names.set(`${target}/${code}`, name);
  }
  return { ...answer, rows: answer.rows as Stored[] };
}

/** A row without a first day is addressed by this word. */
const fromOf = (row: Pick<Row, 'from'>): string => row.from ?? 'always';

export async function getRow(register: string, code: string, from: string | undefined): Promise<Stored> {
  return (await take(api.GET('/api/v1/registers/{register}/rows/{code}/{from}', { params: { path: { register, code, from: from ?? 'always' } } }))) as Stored;
}

export async function createRow(register: string, row: Record<string, Value>): Promise<Stored> {
  return (await take(api.POST('/api/v1/registers/{register}/rows', { params: { path: { register } }, body: row as Body }))) as Stored;
}

export async function replaceRow(register: string, stored: Stored, row: Record<string, Value>): Promise<Stored> {
  const path = { register, code: stored.row.code, from: fromOf(stored.row) };
  const params = { path, header: { 'If-Match': etag(stored.version) } };
  return (await take(api.PUT('/api/v1/registers/{register}/rows/{code}/{from}', { params, body: row as Body }))) as Stored;
}

export async function withdrawRow(register: string, stored: Stored): Promise<void> {
  const path = { register, code: stored.row.code, from: fromOf(stored.row) };
  await take(api.DELETE('/api/v1/registers/{register}/rows/{code}/{from}', { params: { path, header: { 'If-Match': etag(stored.version) } } }));
}

/** Lets a row go on otherwise from the first day of another: the row as it was ends the day before, in the same act. */
export async function changeRowFrom(register: string, stored: Stored, row: Record<string, Value>): Promise<Stored> {
  const from = String(row.from);
  const ended = { ...stored.row, until: addDays(from, -1) };
  await writeRows(register, { puts: [{ row: ended as Body, version: stored.version }, { row: row as Body }] });
  return getRow(register, String(row.code), from);
}

/** Makes many changes in one act: all or none. */
export function writeRows(register: string, body: Schemas['ActBody']): Promise<Schemas['ActView']> {
  return take(api.POST('/api/v1/registers/{register}/acts', { params: { path: { register } }, body }));
}

/** Names by `register/code`; nothing while a name has not come. Reading one asks for it. */
const names = reactive(new Map<string, string>());
const wanted = new Map<string, Set<string>>();
const asked = new Set<string>();
const NAMES_AT_ONCE = 100;

/** What the row of this code is called; its code while that is not known, and where it may not be read. */
export function nameOfCode(register: string, code: string): string {
  const key = `${register}/${code}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  // A comma separates the codes of one question. Who may read no register at all is not made to ask.
  if (!asked.has(key) && !code.includes(',') && may('registers.list')) {
    asked.add(key);
    if (wanted.size === 0) setTimeout(() => void askNames(), 20);
    const codes = wanted.get(register) ?? new Set();
    wanted.set(register, codes.add(code));
  }
  return code;
}

async function askNames(): Promise<void> {
  const now = [...wanted];
  wanted.clear();
  for (const [register, codes] of now) {
    const all = [...codes];
    for (let at = 0; at < all.length; at += NAMES_AT_ONCE) {
      const some = all.slice(at, at + NAMES_AT_ONCE);
      // Who may not read the register sees codes; that is no problem of the page.
      const found = await listRows(register, { filters: [`code:in:${some.join(',')}`], sort: 'from' }, { limit: 500 }).catch(() => undefined);
      for (const { row } of found?.rows ?? []) names.set(`${register}/${row.code}`, nameOf(row));
    }
  }
}

/** Names that an answer has brought along need not be asked for. */
export function rememberNames(register: string, rows: readonly Row[]): void {
  for (const row of rows) {
    const name = nameOf(row);
    if (name !== row.code) names.set(`${register}/${row.code}`, name);
  }
}
