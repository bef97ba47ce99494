/** A receipt is recomputed to what the specification of the ledger works out, and what was changed in it is noticed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { asBase64, holds, readReceipt, recompute, rootOf, verdictOf } from '@/pages/ledger/receipt';
import { bytesOf, concat, sha256, toBase64, toHex } from '@/pages/ledger/hash';
import { sm3 } from '@/pages/ledger/sm3';

const specification = readFileSync(new URL('../../../docs/ledger.md', import.meta.url), 'utf8');
const text = /shouwang-receipt\/v1\nindex 1[\s\S]*?(?=\n```)/.exec(specification)![0];

afterEach(() => vi.unstubAllGlobals());

/** One leaf is a tree whose root is the leaf: no path has to be found. */
function madeUp(entry: string): string {
  const leaf = concat(Uint8Array.of(0), bytesOf(entry));
  const root = createHash('sha256').update(leaf).digest('base64');
  return `shouwang-receipt/v1\nindex 0\nentry ${entry}\n\ninvented.example\n1\n${root}\nsm3 ${toBase64(sm3(leaf))}\n\n— invented.example AAAAAAAA\n`;
}

describe('a receipt', () => {
  it('of the specification leads to its root', async () => {
    const result = await recompute(readReceipt(text)!);
    expect(holds(result)).toBe(true);
    const { sha256: first, sm3: second } = result.trees;
    expect(first.leaf).toBe('28f17f88e71be559b56f2c545f8f6314bfecde4897775110f18d4a71834c60cc');
    expect(first.root).toBe('5e2a89ab956e2810547a06ed608fdb5acadb05bfc6b2a492c3c79440761c8d17');
    expect(asBase64(first.signed)).toBe('XiqJq5VuKBBUegbtYI/bWsrbBb/GsqSSw8eUQHYcjRc=');
    expect(second.leaf).toBe('d683e6b5cf00fb1bc69a4ea34c168b52459be5d209c2255191b7e4c2fdd01d9e');
    expect([second.root, second.signed]).toEqual(Array(2).fill('729acb2d5987400b4061f5d806a651b7542b99c135898a8c8d504fca13192790'));
    expect(result.privateFits).toBeUndefined();
  });

  it('is recomputed alike where the browser has no hash of its own', async () => {
    vi.stubGlobal('crypto', {});
    expect(holds(await recompute(readReceipt(text)!))).toBe(true);
  });

  it('that was changed in its entry, number, proof or root does not hold', async () => {
    const changes: [string, string][] = [
      ['"unit":"U3"', '"unit":"U4"'],
      ['index 1', 'index 2'],
      ['sha256 HWlo9', 'sha256 HWlp9'],
      ['XiqJq5', 'XiqJq6'],
      ['sm3 zdZma', 'sm3 zdZmb'],
      ['sm3 cprLL', 'sm3 cprML'],
    ];
    for (const [from, to] of changes) {
      expect(text).toContain(from);
      expect(holds(await recompute(readReceipt(text.replace(from, to))!))).toBe(false);
    }
  });

  it('that discloses persons shows whether they were changed', async () => {
    const disclosed = /^private (\{.*\})$/m.exec(specification)![1]!;
    const withPrivate = (value: string) => text.replace('\nsha256 ', `\nprivate ${value}\nsalt ${'07'.repeat(32)}\nsha256 `);
    expect((await recompute(readReceipt(withPrivate(disclosed))!)).privateFits).toBe(true);
    expect((await recompute(readReceipt(withPrivate(disclosed.replace('zhang', 'li')))!)).privateFits).toBe(false);
  });

  it('that was made up agrees with itself, and proves nothing without its signatures', async () => {
    const own = await recompute(readReceipt(madeUp('{"op":"registers.write","seq":0,"unit":"U9"}'))!);
    expect(holds(own)).toBe(true);
    const [signed, shown, forged, unknown] = [
      { by: 'signed', vouched: true },
      { by: 'signed', vouched: false },
      { by: 'forged', vouched: true },
      { by: 'unknown', vouched: true },
    ] as const;
    const told = (believed: Parameters<typeof verdictOf>[1]) => [undefined, { holds: true }, { holds: false }].map((server) => verdictOf(own, believed, server));
    expect(told(undefined)).toEqual(['fits', 'server', 'fails']);
    expect(told(unknown)).toEqual(['fits', 'server', 'fails']);
    expect(told(shown), 'keys that the server shows are as good as its word').toEqual(['shown', 'shown', 'fails']);
    expect(told(signed), 'by keys of another ledger more is known here than there').toEqual(['holds', 'holds', 'holds']);
    expect(told(forged)).toEqual(['fails', 'fails', 'fails']);
    expect([verdictOf(undefined, signed, { holds: true }), verdictOf({ ...own, numberFits: false }, signed, { holds: true })]).toEqual(['fails', 'fails']);
  });

  it('whose entry is not written as it has to be does not hold, though its paths do', async () => {
    for (const entry of ['{"seq":0,"op":"a"}', '{"op":"a", "seq":0}', '{"op":"\\u0061","seq":0}', '{"op":"a","op":"a","seq":0}', '{"op":"a","seq":0.0}']) {
      const own = await recompute(readReceipt(madeUp(entry))!);
      expect([own.trees.sha256.included, own.trees.sm3.included, holds(own)], entry).toEqual([true, true, false]);
    }
  });

  it('is not read from any text', () => {
    expect(readReceipt('')).toBeUndefined();
    expect(readReceipt('shouwang-receipt/v1\nindex 1')).toBeUndefined();
    expect(readReceipt(text.replace('entry {', 'entries {'))).toBeUndefined();
    expect(readReceipt(text.slice(0, text.lastIndexOf('\n\n')))).toBeUndefined();
  });
});

describe('an inclusion proof', () => {
  it('leads to the root for every leaf of every small tree', async () => {
    const node = (left: Uint8Array, right: Uint8Array) => sha256(concat(Uint8Array.of(1), left, right));
    const leaves = await Promise.all(Array.from({ length: 9 }, (_, at) => sha256(bytesOf(`leaf ${at}`))));
    // The tree as RFC 6962 defines it, and the hashes beside the way to a leaf.
    const root = async (from: number, to: number): Promise<Uint8Array> => {
      if (to - from === 1) return leaves[from]!;
      const middle = from + left(to - from);
      return node(await root(from, middle), await root(middle, to));
    };
    const left = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1);
    const path = async (at: number, from: number, to: number): Promise<Uint8Array[]> => {
      if (to - from === 1) return [];
      const middle = from + left(to - from);
      return at < middle ? [...(await path(at, from, middle)), await root(middle, to)] : [...(await path(at, middle, to)), await root(from, middle)];
    };
    for (let size = 1; size <= leaves.length; size++) {
      const whole = toHex(await root(0, size));
      for (let at = 0; at < size; at++) {
        const proof = await path(at, 0, size);
        expect(toHex((await rootOf(leaves[at]!, at, size, proof))!)).toBe(whole);
        expect(await rootOf(leaves[at]!, at, size, [...proof, leaves[0]!])).toBeUndefined();
        if (proof.length > 0) expect(await rootOf(leaves[at]!, at, size, proof.slice(1))).toBeUndefined();
      }
    }
  });
});
