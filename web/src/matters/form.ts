/** The form of a matter, as tables and inputs take it. */
import type { Schemas } from '@/api/client';
import { readSchema, type Declaration, type Field } from '@/registers/declaration';

export interface FormRead {
  form: Schemas['MatterForm'];
  declaration: Declaration;
}

/** What every line carries and nobody is asked for. */
const CARRIED = new Set(['basis', 'vouched_by']);
/** What stands behind a form's own fields. */
const LAST = ['code', 'note'];
/** A first or last day under the name that it has in every register is none that the form asks for. */
const USUAL_DAYS: Readonly<Record<string, string>> = { from: 'From', until: 'Until' };

export function readForm({ form, schema }: Schemas['MatterFormWhole']): FormRead {
  const { fields, alternatives } = readSchema(schema);
  const refers = fields.some(({ kind }) => kind.is === 'ref' && kind.register === form.register);
  const isAsked = ({ name, label }: Field) => !CARRIED.has(name) && USUAL_DAYS[name] !== label.en && !(name === 'code' && refers);
  const asked = fields.filter(isAsked);
  const place = ({ name }: Field) => (LAST.includes(name) ? 2 : name in USUAL_DAYS ? 1 : 0);
  const { kind: name, label, help, article } = form;
  return {
    form,
    declaration: {
      name,
      label,
      help,
      article,
      isState: asked.some((field) => field.name === 'until'),
      readable: true,
      writable: true,
      fields: asked.sort((one, other) => place(one) - place(other)),
      alternatives,
      makesCode: true,
    },
  };
}

/** What a line is about, in a few words: the first things that it says. */
export function fieldsToTell({ fields }: Declaration, count: number): Field[] {
  return fields.filter(({ name }) => !LAST.includes(name)).slice(0, count);
}

/** The field that names the thing that the matter is about; none where the thing comes about by it. */
export const subjectField = ({ form, declaration }: FormRead): Field | undefined =>
  declaration.fields.find(({ kind }) => kind.is === 'ref' && kind.register === form.register);
