/** Keys that a server shows are kept when they are first met; others in their place are noticed, and the user's word for them is kept. */
import { beforeEach, expect, it } from 'vitest';

import { differs, knownKeys, metKeys, rememberKeys } from '@/pages/ledger/known-keys';

const held = new Map<string, string>();
const shelf = {
  getItem: (key: string) => held.get(key) ?? null,
  setItem: (key: string, value: string) => void held.set(key, value),
  removeItem: (key: string) => void held.delete(key),
};
const full = { ...shelf, setItem: () => { throw new Error('no room'); } };
const ORIGIN = 'ledger.example/a';
const KEYS = `${ORIGIN}+11111111+AAAA\n${ORIGIN}+22222222+BBBB`;

beforeEach(() => held.clear());

it('the first keys of a ledger are kept, and later ones do not take their place unseen', () => {
  const met = metKeys(ORIGIN, undefined, `${KEYS}\nledger.example/ab+33333333+CCCC\n`, '2026-11-23');
  expect(met).toEqual({ keys: KEYS, since: '2026-11-23', compared: false });
  rememberKeys(ORIGIN, met, shelf);
  const later = knownKeys(ORIGIN, shelf);
  expect(later).toEqual(met);
  const others = KEYS.replace('BBBB', 'DDDD');
  expect(metKeys(ORIGIN, later, others)).toBe(later);
  expect([differs(ORIGIN, later, others), differs(ORIGIN, later, KEYS.split('\n').reverse().join('\n')), differs(ORIGIN, later, undefined)]).toEqual([true, false, false]);
  expect(differs(ORIGIN, later, ''), 'that the server shows none any more is noticed too').toBe(true);
});

it('nothing is kept of a ledger of which the server shows no key, and a browser that keeps nothing begins anew', () => {
  expect(metKeys(ORIGIN, undefined, 'ledger.example/b+11111111+AAAA')).toBeUndefined();
  rememberKeys(ORIGIN, { keys: KEYS, since: '2026-11-23', compared: true }, full);
  expect(knownKeys(ORIGIN, full)).toBeUndefined();
  held.set(`shouwang.ledger-keys.${ORIGIN}`, '{broken');
  expect(knownKeys(ORIGIN, shelf)).toBeUndefined();
});
