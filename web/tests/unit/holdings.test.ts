/** Who is named where in a unit follows from what registers declare, and fits on a sheet however many there are. */
import { expect, it } from 'vitest';

import { chargesOn, heldPosts, personFields } from '@/pages/unit/holdings';
import type { Stored } from '@/registers/api';
import type { Field, Kind } from '@/registers/declaration';

const field = (name: string, kind: Kind): Field => ({ name, label: { zh: name, en: name }, kind, required: false });
const row = (code: string, more: Record<string, string>): Stored => ({ row: { code, ...more }, version: 1 });

it('every field of any register that names a person counts, and what was mended names nobody', () => {
  const fields = [
    field('unit', { is: 'ref', register: 'unit' }),
    field('owner', { is: 'ref', register: 'person' }),
    field('second', { is: 'ref', register: 'person' }),
    field('person', { is: 'text', charsMax: 20 }),
  ];
  const named = personFields({ fields });
  expect(named.map(({ name }) => name)).toEqual(['owner', 'second']);
  const rows = [row('A', { owner: 'P1', second: 'P2' }), row('B', { unit: 'U' }), row('C', { owner: 'P3', mended_on: '2026-01-01' })];
  expect(chargesOn(named, rows).map(({ stored, field: as, person }) => [stored.row.code, as.name, person])).toEqual([
    ['A', 'owner', 'P1'],
    ['A', 'second', 'P2'],
  ]);
});

it('a post stands once, with its first holders and how many there are besides', () => {
  const posts = heldPosts([...'abcde'].map((code) => row(code, { post: code === 'b' ? 'contact' : 'leader' })));
  expect(posts.map(({ post, holders, others }) => [post, holders.map((one) => one.row.code), others])).toEqual([
    ['leader', ['a', 'c'], 2],
    ['contact', ['b'], 0],
  ]);
});
