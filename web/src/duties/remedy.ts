/** What would fulfil a duty, as forms take it. */
import type { Schemas } from '@/api/client';
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
