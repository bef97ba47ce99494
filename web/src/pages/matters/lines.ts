/** Lines of lists, as the pages of matters tell them apart: a body may have one matter before it twice, with another step. */
import type { MatterLine } from '@/matters/api';

export const keyOf = ({ number, unit, does, since }: MatterLine): string => [number, unit, does, since].join(' ');

/** The act that says yes in a step. */
export const yesOf = ({ does }: Pick<MatterLine, 'does'>): string => (does === 'carry_out' ? 'carry_out' : 'pass');
