/** Which registers hold rows of a unit, through which field, and how many. */
import { api, take, type Both } from '@/api/client';
import { declarationOf, listRegisters, listRows, type Stored } from '@/registers/api';
import type { Declaration, Field } from '@/registers/declaration';

export interface Holding {
  register: string;
  label: Both;
  /** The field that names the unit. */
  field: string;
  count: number;
  more: boolean;
}

/** Of the fields that may name a unit, the one that says whose the row is. */
const FIELDS = ['unit', 'managing_unit', 'using_unit', 'building_unit', 'publishing_unit'];
const rank = (field: string): number => (FIELDS.includes(field) ? FIELDS.indexOf(field) : FIELDS.length);

/** Each register once, through the field that says whose its rows are. */
export function once<T extends { register: string; field: string }>(groups: readonly T[]): T[] {
  const best = new Map<string, T>();
  for (const group of groups) {
    const other = best.get(group.register);
    if (!other || rank(group.field) < rank(other.field)) best.set(group.register, group);
  }
  return [...best.values()];
}

export async function holdingsOf(unit: string, signal?: AbortSignal): Promise<Holding[]> {
  const path = { register: 'unit', code: unit } as const;
  const [{ referring }, registers] = await Promise.all([
    take(api.GET('/api/v1/registers/{register}/referring/{code}', { params: { path }, signal })),
    listRegisters(),
  ]);
  const labels = new Map(registers.map(({ name, label }) => [name, label]));
  const held = once(referring.filter(({ rows }) => rows.length > 0));
  return held.map(({ register, field, rows, more }) => ({
    register,
    field,
    label: labels.get(register) ?? { zh: register, en: register },
    count: rows.length,
    more,
  }));
}

/** The field by which a row of a register is a unit's; none where its rows are no unit's. */
export function fieldOfUnit({ fields }: Pick<Declaration, 'fields'>): string | undefined {
  const naming = fields.filter(({ name, kind }) => FIELDS.includes(name) && kind.is === 'ref' && kind.register === 'unit');
  return naming.sort((one, other) => rank(one.name) - rank(other.name))[0]?.name;
}

/** Registers in which the user may enter a row of a unit, and none stands yet. */
export async function emptyHoldings(held: readonly string[]): Promise<Holding[]> {
  const open = (await listRegisters()).filter(({ name, readable, writable }) => readable && writable && !held.includes(name));
  const declarations = await Promise.all(open.map(({ name }) => declarationOf(name)));
  return declarations.flatMap((declaration): Holding[] => {
    const field = fieldOfUnit(declaration);
    return field ? [{ register: declaration.name, field, label: declaration.label, count: 0, more: false }] : [];
  });
}

/** Who is named on a row, and as what. */
export interface Charge {
  field: Field;
  stored: Stored;
  person: string;
}

/** The rows of a unit in one register on which people are named. */
export interface Charges {
  register: string;
  label: Both;
  /** Conditions of the list that holds all of them. */
  filters: string[];
  charges: Charge[];
  /** Whether there are more. */
  more: boolean;
}

const CHARGES_MAX = 200;
/** Posts have a table of their own. */
const POSTS = 'appointment';

/** The fields of a register in which a person is named. */
export const personFields = ({ fields }: Pick<Declaration, 'fields'>): Field[] =>
  fields.filter(({ kind }) => kind.is === 'ref' && kind.register === 'person');

/** Who is named on these rows. What was mended is nobody's charge any more. */
export const chargesOn = (fields: readonly Field[], rows: readonly Stored[]): Charge[] =>
  rows
    .filter(({ row }) => !row.mended_on)
    .flatMap((stored) => fields.flatMap((field) => (stored.row[field.name] ? [{ field, stored, person: String(stored.row[field.name]) }] : [])));

/** Who is named on rows of a unit that hold on a day, register by register, whichever registers name people. */
export async function chargesOf(unit: string, day: string, signal?: AbortSignal): Promise<Charges[]> {
  const readable = new Set((await listRegisters()).filter((register) => register.readable).map(({ name }) => name));
  const held = (await holdingsOf(unit, signal)).filter(({ register }) => readable.has(register) && register !== POSTS);
  const asked = held.map(async ({ register, field }): Promise<Charges[]> => {
    const declaration = await declarationOf(register);
    const fields = personFields(declaration);
    if (fields.length === 0) return [];
    const filters = [`${field}:eq:${unit}`];
    const { rows, next } = await listRows(register, { filters, on: declaration.isState ? day : undefined }, { limit: CHARGES_MAX }, signal);
    const charges = chargesOn(fields, rows);
    return charges.length ? [{ register, label: declaration.label, filters, charges, more: Boolean(next) }] : [];
  });
  return (await Promise.all(asked)).flat();
}

/** Appointments of a unit that hold on a day. */
export async function appointmentsOf(unit: string, day: string, signal?: AbortSignal): Promise<Stored[]> {
  return (await listRows(POSTS, { filters: [`unit:eq:${unit}`], on: day, sort: 'from' }, { limit: CHARGES_MAX }, signal)).rows;
}

/** Of a post so many holders are named on the sheet. */
const NAMED = 2;

/** Each post once, with its first holders and how many there are besides. */
export function heldPosts(appointments: readonly Stored[]): { post: string; holders: Stored[]; others: number }[] {
  const posts = new Map<string, Stored[]>();
  for (const stored of appointments) {
    const post = String(stored.row.post);
    posts.set(post, [...(posts.get(post) ?? []), stored]);
  }
  return [...posts].map(([post, all]) => ({ post, holders: all.slice(0, NAMED), others: Math.max(0, all.length - NAMED) }));
}

const CODES_AT_ONCE = 100;

/** Phones of people, by their code. */
export async function phonesOf(people: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
  const codes = [...new Set(people)].filter((code) => !code.includes(','));
  const phones = new Map<string, string>();
  for (let at = 0; at < codes.length; at += CODES_AT_ONCE) {
    const some = codes.slice(at, at + CODES_AT_ONCE).join(',');
    const { rows } = await listRows('person', { filters: [`code:in:${some}`], sort: 'from' }, { limit: 500 }, signal);
    for (const { row } of rows) if (typeof row.phone === 'string') phones.set(row.code, row.phone);
  }
  return phones;
}
