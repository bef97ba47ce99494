/** What only the program could verify is verified in the browser: SM3, and the signatures of a checkpoint under keys that somebody gives. */
import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { bytesOf, concat, fromHex, toBase64, toHex } from '@/pages/ledger/hash';
import { readKeys, readNote } from '@/pages/ledger/note';
import { signaturesOf, signedBy } from '@/pages/ledger/signatures';
import { verifySm2 } from '@/pages/ledger/sm2';
import { sm3 } from '@/pages/ledger/sm3';

const specification = readFileSync(new URL('../../../docs/ledger.md', import.meta.url), 'utf8');
const ORIGIN = 'ledger.example/yunnan';
const keys = specification.match(/^ledger\.example\/yunnan\+\S+$/gm)!.join('\n');
const note = /ledger\.example\/yunnan\n3\n[\s\S]*?(?=```)/.exec(specification)![0];

it('SM3 is that of the standard, at every length around a block', () => {
  expect(toHex(sm3(bytesOf('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(toHex(sm3(bytesOf('abcd'.repeat(16))))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  expect(toHex(sm3(new Uint8Array()))).toBe('1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b');
  // One hash over the hashes of all lengths up to three blocks, as `openssl dgst -sm3` gives it.
  const all = concat(...Array.from({ length: 193 }, (_, length) => sm3(new Uint8Array(length).fill(0x61))));
  expect(toHex(sm3(all))).toBe('19454177398baed5dd6a38ba1b48093d27b35e3bd57ce11b152295d3bf295cae');
});

it('both signatures of the specification hold under its keys, and the checkpoint is believed', async () => {
  const { keys: known, wrong } = await readKeys(keys);
  expect([known.map(({ kind }) => kind), wrong]).toEqual([['ed25519', 'sm2'], []]);
  const signed = await signaturesOf(readNote(note)!, known);
  expect(signed.map(({ holds }) => holds)).toEqual([true, true]);
  expect(signedBy(ORIGIN, signed)).toBe('signed');
  for (const one of known) expect(signedBy(ORIGIN, await signaturesOf(readNote(note)!, [one]))).toBe('signed');
  expect(signedBy('ledger.example/other', signed), 'keys of another ledger say nothing').toBe('unknown');
  expect(signedBy(ORIGIN, await signaturesOf(readNote(note)!, []))).toBe('unknown');
});

it('a checkpoint that was changed, or a signature that was, is refused under every key', async () => {
  const { keys: known } = await readKeys(keys);
  const changes: [string, string][] = [
    ['XiqJq5', 'XiqJq6'],
    ['\n3\n', '\n4\n'],
    ['sm3 cprL', 'sm3 cprM'],
    ['OfJRElvD', 'OfJREmvD'],
    ['+gSz/NY+', '+gSz/NZ+'],
  ];
  for (const [from, to] of changes) {
    expect(note).toContain(from);
    const signed = await signaturesOf(readNote(note.replace(from, to))!, known);
    expect(signed.some(({ holds }) => holds === false), from).toBe(true);
    expect(signedBy(ORIGIN, signed)).toBe('forged');
  }
});

it('a key that was copied with a mistake is told, and one of no kind is none', async () => {
  const [edwards = ''] = keys.split('\n');
  for (const wrong of [edwards.replace('39f25112', '39f25113'), edwards.replace('AYqI', 'AYqJ'), edwards.replace('AYqI', 'CYqI'), 'no key at all'])
    expect(await readKeys(`\n${wrong}\n`)).toEqual({ keys: [], wrong: [wrong] });
});

it('numbers out of range and points beside the curve are no signature of SM2', async () => {
  const { keys: known } = await readKeys(keys);
  const { point } = known[1]!;
  const [, line] = readNote(note)!.lines;
  const text = bytesOf(readNote(note)!.text);
  expect(await verifySm2(line!.bytes, text, point)).toBe(true);
  const order = fromHex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123')!;
  for (const bytes of [new Uint8Array(64), concat(order, line!.bytes.slice(32)), concat(line!.bytes.slice(0, 32), order), line!.bytes.slice(1)])
    expect(await verifySm2(bytes, text, point), toBase64(bytes)).toBe(false);
  const beside = Uint8Array.from(point, (byte, at) => (at === 64 ? byte ^ 1 : byte));
  expect(await verifySm2(line!.bytes, text, beside)).toBe(false);
});
