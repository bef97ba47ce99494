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
 * What the form of a new row begins with. Where any thing will do of which the same is true, the remedy says so in words and gives none: that is
 * left to be chosen.
 */
export function beginOf(form: Declaration, change: Change, unit?: string | null): { draft: Draft; toChoose: string[] } {
  // Where the product makes the code, the one that the search made up would only be in the way.
  const draft: Draft = change.code && !form.makesCode ? { code: change.code } : {};
  const toChoose = change.fields.filter(({ to, to_said }) => to == null && to_said).map(({ field }) => field);
  const found = draftOf(change);
  for (const { name, kind, required } of form.fields) {
    const isUnit = kind.is === 'ref' && kind.register === 'unit';
    if (found[name] !== undefined) draft[name] = found[name];
    // Whoever must fulfil the duty is also whom a new row is about, where the register asks for a unit.
    else if (isUnit && required && unit && !toChoose.includes(name)) draft[name] = unit;
  }
  return { draft, toChoose };
}
