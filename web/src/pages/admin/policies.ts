/** The texts of policies that hold, and differences as people read them. */
import { api, take, type Schemas } from '@/api/client';

/** The texts that hold, by their names. */
export async function standingTexts(signal?: AbortSignal): Promise<Schemas['PolicyText'][]> {
  return (await take(api.GET('/api/v1/policy-texts', { signal }))).texts;
}

type Line = Schemas['PolicyLine'];
export interface Part {
  change: Line['change'] | 'skipped';
  lines: { number?: number; text: string }[];
}

/** Lines kept around what differs. */
const AROUND = 3;

/** A difference with what stays the same left out, but for a few lines around each change. Numbers are those of the new text. */
export function shortened(lines: readonly Line[]): Part[] {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ change }) => change !== 'kept'));
  const parts: Part[] = [];
  let number = 0;
  lines.forEach(({ change, line }, at) => {
    if (change !== 'removed') number += 1;
    const kind = near[at] ? change : 'skipped';
    const last = parts[parts.length - 1];
    const part: Part = last?.change === kind ? last : { change: kind, lines: [] };
    if (part !== last) parts.push(part);
    part.lines.push({ number: change === 'removed' ? undefined : number, text: line });
  });
  return parts;
}
