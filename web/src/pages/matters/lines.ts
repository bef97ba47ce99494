/** Lines of lists, as the pages of matters tell them apart: a body may have one matter before it twice, with another step. */
import type { Session } from '@/app/session';
import { getMatter, type MatterLine } from '@/matters/api';

export const keyOf = ({ number, unit, does, since }: MatterLine): string => [number, unit, does, since].join(' ');

/** The act that says yes in a step. */
export const yesOf = ({ does }: Pick<MatterLine, 'does'>): string => (does === 'carry_out' ? 'carry_out' : 'pass');

/** What handlers of a body do as well; all else its approvers decide. */
const BY_HANDLERS: ReadonlySet<string> = new Set(['file', 'carry_out']);

/** Why a step is not the user's to decide, by his roles for the body that acts; nothing when it is. */
export function closedFor({ does, unit }: Pick<MatterLine, 'does' | 'unit'>, grants: Session['grants']): 'noRole' | 'approverDecides' | undefined {
  const roles = grants.filter((grant) => grant.unit === unit).map(({ role }) => role);
  if (roles.includes('approver')) return undefined;
  if (!roles.includes('handler')) return 'noRole';
  return does && BY_HANDLERS.has(does) ? undefined : 'approverDecides';
}

/** What is decided together has one reason: the same matter, at the same step. */
export const areLike = (one: Pick<MatterLine, 'kind' | 'does'>, other: Pick<MatterLine, 'kind' | 'does'>): boolean =>
  one.kind === other.kind && one.does === other.does;

/** Of what is to be selected, those that are like what was selected first, or like the first of them in the list. */
export function likeOnes(lines: readonly MatterLine[], before: ReadonlySet<string | number>, next: ReadonlySet<string | number>): Set<string | number> {
  const wanted = lines.filter((line) => next.has(keyOf(line)));
  const first = wanted.find((line) => before.has(keyOf(line))) ?? wanted[0];
  return new Set(wanted.filter((line) => first && areLike(line, first)).map(keyOf));
}

/** Whether all that stands against a yes is something that the body may weigh, and say why. */
export async function isToBeWeighed(number: string): Promise<boolean> {
  const { acts } = await getMatter(number);
  return acts.some(({ act, needs }) => act === 'pass' && needs === 'weighing');
}
