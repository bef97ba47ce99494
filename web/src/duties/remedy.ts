/** What would fulfil a duty, as forms take it. */
import type { Schemas } from '@/api/client';
import type { Declaration } from '@/registers/declaration';
import type { Draft } from '@/registers/form';

export type Remedy = Schemas['DutyRemedy'];
/** One row that would have to change. */
export type Change = Schemas['RemedyChange'];

/** What the row would have to say, by field; `undefined` where it would have to say nothing. */
export const draftOf = ({ fields }: Change): Draft => Object.fromEntries(fields.map(({ field, to }) => [field, (to ?? undefined) as Draft[string]]));

/** Whether a form can be opened for it: what is taken back, is taken back on the page of its row. */
export const isEntered = ({ kind }: Change): boolean => kind !== 'withdraw';

/** Changes are told apart by what they say of which row. */
export const keyOf = ({ register, code, said }: Change): string => `${register} ${code ?? ''} ${said.zh}`;

/**
 * What the form of a new row begins with. The search for a remedy names the first row that would do, which may be another unit's: what is
 * named is taken over only where it is the unit or the subject of the duty, and left to be chosen otherwise.
 */
export function beginOf(form: Declaration, change: Change, { unit, subject }: { unit?: string | null; subject: string }): { draft: Draft; toChoose: string[] } {
  // Where the product makes the code, the one that the search made up would only be in the way.
  const draft: Draft = change.code && !form.makesCode ? { code: change.code } : {};
  const toChoose: string[] = [];
  const found = draftOf(change);
  for (const { name, kind, required } of form.fields) {
    const isUnit = kind.is === 'ref' && kind.register === 'unit';
    // Whoever must fulfil the duty is also whom a new row is about, where the register asks for a unit.
    if (isUnit && required && unit && found[name] === undefined) draft[name] = unit;
    if (found[name] === undefined) continue;
    if (kind.is === 'ref' && found[name] !== unit && found[name] !== subject) toChoose.push(name);
    else draft[name] = found[name];
  }
  return { draft, toChoose };
}
