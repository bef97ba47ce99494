/** A register as the server declares it (JSON schema with labels), read into what tables and forms work with. Nothing here knows any one register. */
import type { Both, Schemas } from '@/api/client';

export interface Choice {
  value: string;
  label: Both;
}

/** What a field holds. */
export type Kind =
  | { is: 'text'; charsMax: number }
  | { is: 'date' }
  | { is: 'ref'; register: string }
  | { is: 'choice'; choices: Choice[] }
  | { is: 'choices'; choices: Choice[] }
  | { is: 'flag' }
  | { is: 'number'; min?: number; max?: number };

export interface Field {
  name: string;
  label: Both;
  help?: Both;
  article?: string;
  kind: Kind;
  required: boolean;
}

/** Fields of which one has to be given: exactly one, or at least one. */
export interface Alternative {
  fields: string[];
  exactly: boolean;
}

export interface Declaration {
  name: string;
  label: Both;
  help: Both;
  article: string;
  /** Whether its rows last from a day to a day; otherwise they happened on a day. */
  isState: boolean;
  readable: boolean;
  writable: boolean;
  fields: Field[];
  alternatives: Alternative[];
  /** Whether the product makes the code of a row that was given none. */
  makesCode: boolean;
}

/** What a row says in a field. */
export type Value = string | number | boolean | string[] | null | undefined;
export type Row = { code: string; from?: string; until?: string } & Record<string, Value>;

interface Property {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  oneOf?: { const: string; title?: string; 'x-title-en'?: string }[];
  items?: Property;
  'x-register'?: string;
  'x-title-en'?: string;
  'x-description-en'?: string;
  'x-article'?: string;
}

interface Schema {
  properties: Record<string, Property>;
  required?: string[];
  oneOf?: { required: string[] }[];
  anyOf?: { required: string[] }[];
}

export function readDeclaration(view: Schemas['RegisterView']): Declaration {
  const makesCode = view.natural.length > 0;
  const { fields, alternatives } = readSchema(view.schema, { from: view.from_label, until: view.until_label });
  for (const field of fields) field.required &&= !(field.name === 'code' && makesCode);
  const { name, label, help, article, shape, readable, writable } = view.register;
  return { name, label, help, article, isState: shape === 'state', readable, writable, fields, alternatives, makesCode };
}

/** The fields of a schema, and of which of them one has to be given. Labels that are known otherwise go before those of the schema. */
export function readSchema(given: unknown, labels: Readonly<Record<string, Both>> = {}): Pick<Declaration, 'fields' | 'alternatives'> {
  const schema = given as Schema;
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties).map(([name, property]): Field => {
    const field: Field = {
      name,
      label: labels[name] ?? both(property.title, property['x-title-en'], name),
      kind: kindOf(property),
      required: required.has(name),
    };
    if (property.description) field.help = both(property.description, property['x-description-en'], '');
    if (property['x-article']) field.article = property['x-article'];
    return field;
  });
  const alternatives: Alternative[] = [];
  if (schema.oneOf) alternatives.push({ fields: schema.oneOf.flatMap((one) => one.required), exactly: true });
  if (schema.anyOf) alternatives.push({ fields: schema.anyOf.flatMap((one) => one.required), exactly: false });
  return { fields, alternatives };
}

function both(zh: string | undefined, en: string | undefined, usual: string): Both {
  return { zh: zh ?? usual, en: en ?? zh ?? usual };
}

function kindOf(property: Property): Kind {
  if (property.type === 'array') return { is: 'choices', choices: choicesOf(property.items ?? {}) };
  if (property.oneOf) return { is: 'choice', choices: choicesOf(property) };
  if (property['x-register']) return { is: 'ref', register: property['x-register'] };
  if (property.type === 'boolean') return { is: 'flag' };
  if (property.type === 'integer' || property.type === 'number') return { is: 'number', min: property.minimum, max: property.maximum };
  if (property.format === 'date') return { is: 'date' };
  return { is: 'text', charsMax: property.maxLength ?? 200 };
}

function choicesOf(property: Property): Choice[] {
  return (property.oneOf ?? []).map((one) => ({ value: one.const, label: both(one.title, one['x-title-en'], one.const) }));
}

export const fieldNamed = (declaration: Declaration, name: string): Field | undefined => declaration.fields.find((field) => field.name === name);

/** What a row is called: its name, its title, otherwise its code. */
export function nameOf(row: Row): string {
  const name = row.name ?? row.title;
  return typeof name === 'string' && name !== '' ? name : row.code;
}

/** A value as people read it, in the language of `say`; a reference is its code, since its name has to be asked for. */
export function textOf(kind: Kind, value: Value, say: (both: Both) => string, yesNo: [string, string]): string {
  if (value === null || value === undefined) return '';
  switch (kind.is) {
    case 'choice':
    case 'choices': {
      const label = (one: string) => {
        const choice = kind.choices.find(({ value }) => value === one);
        return choice ? say(choice.label) : one;
      };
      return (Array.isArray(value) ? value : [String(value)]).map(label).join(say({ zh: '、', en: ', ' }));
    }
    case 'flag':
      return value ? yesNo[0] : yesNo[1];
    default:
      return String(value);
  }
}
