/** The desk says how many matters wait, and of lists that it did not see the end of that there are more. */
import { expect, it } from 'vitest';

import type { MatterLine } from '@/matters/api';
import { gathered } from '@/pages/desk/to-decide';

const line = (number: string, asked = false) => ({ number, asked }) as MatterLine;
const counts = { to_decide: 12, overdue: 1, notices: 2 };

it('what waits for an answer of others is no step to be taken, and everything else is counted however much is shown', () => {
  const steps = Array.from({ length: 10 }, (_, at) => line(`S${at}`));
  const found = gathered({ rows: [...steps, line('A1', true), line('A2', true)] }, { rows: [line('Q', true)] }, { rows: [line('R')] }, counts);
  expect([found.theirs.length, found.resting, found.steps, found.count, found.more]).toEqual([10, 2, 12, 12, false]);
  expect(gathered({ rows: steps, next: 'cursor' }, { rows: [] }, { rows: [] }, counts).more).toBe(true);
});
