/** What a form has to know before the server is asked: what is missing, what does not fit, what a set of rows has in common. */
import type { Declaration, Field, Row, Value } from './declaration';

export type Draft = Record<string, Value>;
/** What is wrong with fields, as a key of the form's own words with its values. */
export type Flaw = { key: 'missing' | 'tooLong' | 'tooSmall' | 'tooLarge' | 'noDay' | 'order' | 'oneOf' | 'someOf'; limit?: number; fields?: string[] };

export const isEmpty = (value: Value): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is wrong with a draft, by field. The server judges everything again; this spares a clerk the way. */
export function flawsOf(declaration: Declaration, draft: Draft): Map<string, Flaw> {
  const flaws = new Map<string, Flaw>();
  for (const field of declaration.fields) {
    const flaw = flawOf(field, draft[field.name]);
    if (flaw) flaws.set(field.name, flaw);
  }
  const { from, until } = draft;
  if (!flaws.has('until') && typeof from === 'string' && typeof until === 'string' && until && until < from) flaws.set('until', { key: 'order' });
  for (const { fields, exactly } of declaration.alternatives) {
    const given = fields.filter((name) => !isEmpty(draft[name]));
    const first = fields[0];
    if (first && (given.length === 0 || (exactly && given.length > 1))) flaws.set(given[1] ?? first, { key: exactly ? 'oneOf' : 'someOf', fields });
  }
  return flaws;
}

function flawOf(field: Field, value: Value): Flaw | undefined {
  if (isEmpty(value)) return field.required ? { key: 'missing' } : undefined;
  const { kind } = field;
  if (kind.is === 'text' && String(value).length > kind.charsMax) return { key: 'tooLong', limit: kind.charsMax };
  if (kind.is === 'date' && !isDay(String(value))) return { key: 'noDay' };
  if (kind.is === 'number' && typeof value === 'number') {
    if (kind.min !== undefined && value < kind.min) return { key: 'tooSmall', limit: kind.min };
    if (kind.max !== undefined && value > kind.max) return { key: 'tooLarge', limit: kind.max };
  }
  return undefined;
}

/** Whether this is a day that there is, as `2026-02-28`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The row that a draft means: fields that say nothing are left out. */
export function rowOf(declaration: Declaration, draft: Draft): Draft {
  const given = declaration.fields.filter((field) => !isEmpty(draft[field.name]));
  return Object.fromEntries(given.map((field) => [field.name, typeof draft[field.name] === 'string' ? String(draft[field.name]).trim() : draft[field.name]]));
}

/** What all of these rows say alike, as the beginning of a change of them all. */
export function commonOf(declaration: Declaration, rows: readonly Row[]): Draft {
  const draft: Draft = {};
  const [first, ...rest] = rows;
  for (const { name } of declaration.fields) {
    if (first && rest.every((row) => sameValue(row[name], first[name]))) draft[name] = first[name];
  }
  return draft;
}

export const sameValue = (one: Value, other: Value): boolean => (isEmpty(one) && isEmpty(other)) || JSON.stringify(one) === JSON.stringify(other);

/** Whether two drafts say the same, whatever they leave out. */
export const sameDraft = (one: Draft, other: Draft): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => sameValue(one[name], other[name]));

/** Fields in which two versions of a row differ. */
export function differing(declaration: Declaration, one: Draft, other: Draft): Field[] {
  return declaration.fields.filter((field) => !sameValue(one[field.name], other[field.name]));
}
