/** Rows that fit are fetched page by page, and no more of them than can be changed at once. */
import { expect, it } from 'vitest';

import { rowsThatFit } from '@/registers/all-rows';

it('all that fit are fetched, in order, up to the most', async () => {
  const asked: number[] = [];
  const ask = async (_: string, __: object, { after, limit }: { after?: string; limit: number }) => {
    asked.push(limit);
    const from = Number(after ?? 0);
    const rows = Array.from({ length: Math.min(limit, 1200 - from) }, (___, at) => ({ row: { code: String(from + at) }, version: 1 }));
    return { rows, next: from + rows.length < 1200 ? String(from + rows.length) : null };
  };
  const all = await rowsThatFit('terminal', {}, 2000, ask);
  expect([all.length, all[1199]!.row.code, asked]).toEqual([1200, '1199', [500, 500, 500]]);
  asked.length = 0;
  expect([(await rowsThatFit('terminal', {}, 700, ask)).length, asked]).toEqual([700, [500, 200]]);
});
