/** Which registers hold rows of a unit, through which field, and how many. */
import { api, take, type Both } from '@/api/client';
import { declarationOf, listRegisters, listRows, type Stored } from '@/registers/api';
import { fieldNamed, type Declaration } from '@/registers/declaration';

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

/** Who is named on a row as responsible for it. */
export interface Charge {
  register: string;
  label: Both;
  stored: Stored;
  person: string;
}

/** Registers of which a row names a responsible person, and in which field. */
const CHARGES = [
  { register: 'publishing_account', field: 'responsible_person' },
  { register: 'hazard', field: 'owner' },
] as const;
const CHARGES_MAX = 200;

export async function chargesOf(unit: string, day: string, signal?: AbortSignal): Promise<Charge[]> {
  const readable = new Set((await listRegisters()).filter((register) => register.readable).map(({ name }) => name));
  const asked = CHARGES.filter(({ register }) => readable.has(register)).map(async ({ register, field }) => {
    const [declaration, { rows }] = await Promise.all([
      declarationOf(register),
      listRows(register, { filters: [`unit:eq:${unit}`], on: day }, { limit: CHARGES_MAX }, signal),
    ]);
    const isThere = fieldNamed(declaration, field) !== undefined;
    // A hazard that was mended is nobody's charge any more.
    const open = rows.filter(({ row }) => isThere && row[field] && !row.mended_on);
    return open.map((stored): Charge => ({ register, label: declaration.label, stored, person: String(stored.row[field]) }));
  });
  return (await Promise.all(asked)).flat();
}

/** Appointments of a unit that hold on a day. */
export async function appointmentsOf(unit: string, day: string, signal?: AbortSignal): Promise<Stored[]> {
  return (await listRows('appointment', { filters: [`unit:eq:${unit}`], on: day, sort: 'from' }, { limit: CHARGES_MAX }, signal)).rows;
}

/** Phones of people, by their code. */
export async function phonesOf(people: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
  const codes = [...new Set(people)].filter((code) => !code.includes(','));
  if (codes.length === 0) return new Map();
  const { rows } = await listRows('person', { filters: [`code:in:${codes.join(',')}`], sort: 'from' }, { limit: 500 }, signal);
  return new Map(rows.flatMap(({ row }) => (typeof row.phone === 'string' ? [[row.code, row.phone] as const] : [])));
}
