/** Rows that others changed while they were being corrected together. */
import { expect, it } from 'vitest';

import type { Stored } from '@/registers/api';
import type { Declaration } from '@/registers/declaration';
import { becameOf } from '@/registers/overtaken';

const fields = ['code', 'subject', 'count'].map((name) => ({ name, label: { zh: name, en: name } }));
const declaration = { name: 'training', fields } as unknown as Declaration;
const row = (code: string, version: number, subject: string, from?: string): Stored => ({ row: { code, from, subject }, version });

it('tells which rows say something else by now and where, which are gone, and with what one goes on', () => {
  const read = [row('A', 1, '原有'), row('B', 1, '原有'), row('C', 1, '原有'), row('D', 1, '原有', '2026-01-01')];
  const now = [row('D', 1, '原有', '2026-05-01'), row('D', 1, '原有', '2026-01-01'), row('C', 2, '别人写的'), row('A', 1, '原有')];
  const became = becameOf(declaration, read, now);
  expect(became.rows).toEqual([now[3], now[2], now[1]]);
  expect(became.changed.map(({ now: { row: changed }, fields: differ }) => [changed.code, differ.map(({ name }) => name)])).toEqual([['C', ['subject']]]);
  expect(became.gone.map(({ row: lost }) => lost.code)).toEqual(['B']);
});
