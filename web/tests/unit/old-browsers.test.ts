/** What browsers of 2020 do not have is not used unless it is asked for first: the build turns syntax into theirs, but adds nothing to them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { afterEach, expect, it, vi } from 'vitest';

import { lendHasOwn } from '@/pages/ledger/older';

function filesIn(folder: string, fits: RegExp): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && fits.test(entry.name) && !entry.name.endsWith('.d.ts')).map((entry) => join(entry.parentPath, entry.name));
}

const src = new URL('../../src', import.meta.url).pathname;
const assets = new URL('../../dist/assets', import.meta.url).pathname;

/** Newer than Chrome 87, by what it would look like, and in which files where it means something else in others. Nothing of our own is called `at`. */
const NEWER: readonly [string, RegExp, RegExp?][] = [
  ['structuredClone (98)', /\bstructuredClone\(/],
  ['Array.at (92)', /\.at\(/],
  ['static blocks (94)', /\bstatic\s*\{/],
  [':is() and :where() (88)', /:(is|where)\(/, /\.(css|vue)$/],
  ['Object.hasOwn (93)', /\bObject\.hasOwn\b/],
  ['Array.findLast (97)', /\.findLast(Index)?\(/],
  ['toSorted and its like (110)', /\.(toSorted|toReversed|toSpliced)\(/],
  ['Object.groupBy (117)', /\b(Object|Map)\.groupBy\(/],
  ['Promise.withResolvers (119)', /\bPromise\.withResolvers\(/],
  ['Array.fromAsync (121)', /\bArray\.fromAsync\(/],
  ['crypto.randomUUID (92)', /\brandomUUID\(/],
  ['AbortSignal.timeout (103), any (116)', /\bAbortSignal\.(timeout|any)\(/],
  ['Intl.supportedValuesOf (99)', /\bsupportedValuesOf\(/],
  ['private names looked for with `in` (91)', /#\w+ in \w/],
  [':has() (105)', /:has\(/],
  ['container queries (105)', /@container\b|container-type:/],
  ['cascade layers (99)', /@layer\b/],
  ['color-mix (111)', /\bcolor-mix\(/],
  ['aspect-ratio (88)', /(^|[;{])\s*aspect-ratio:/m],
  ['dvh and its like (108)', /\d[dsl]v[hw]\b/],
  ['nesting (112)', /(^|[;{])\s*&[\s.:[>]/m],
  ['accent-color (93)', /\baccent-color:/],
  ['subgrid (117)', /\bsubgrid\b/],
  ['text-wrap (114)', /\btext-wrap:/],
  ['overflow: clip (90)', /\boverflow(-[xy])?:\s*clip\b/],
];

/** What libraries bring along and no page comes to need: the file in which it stands, and why it does no harm. */
const HARMLESS: readonly { file: RegExp; what: string; why: string }[] = [
  { file: /^vue-/, what: 'toSorted and its like (110)', why: 'lists that are watched pass the call on, and nobody makes it' },
  { file: /^noble-/, what: 'Object.hasOwn (93)', why: 'it is lent before the libraries are loaded' },
];

const newerIn = (files: string[]): string[] =>
  files.flatMap((file) => {
    const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    const isHarmless = (what: string) => HARMLESS.some((known) => known.what === what && known.file.test(basename(file)));
    return NEWER.filter(([what, pattern, where]) => (where?.test(file) ?? true) && pattern.test(text) && !isHarmless(what)).map(([what]) => `${file}: ${what}`);
  });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('uses nothing that browsers of 2020 lack', () => {
  expect(newerIn(filesIn(src, /\.(vue|ts|css)$/))).toEqual([]);
});

it.runIf(existsSync(assets))('is built of libraries that use nothing that browsers of 2020 lack', () => {
  expect(newerIn(filesIn(assets, /\.(js|css)$/))).toEqual([]);
});

it('hashes without `subtle` in a browser that has no Object.hasOwn', async () => {
  const own = Object.getOwnPropertyDescriptor(Object, 'hasOwn')!;
  Reflect.deleteProperty(Object, 'hasOwn');
  try {
    vi.stubGlobal('crypto', {});
    const { bytesOf, sha256, toHex } = await import('@/pages/ledger/hash');
    expect(toHex(await sha256(bytesOf('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  } finally {
    Object.defineProperty(Object, 'hasOwn', own);
  }
});

it('lends what is missing, and leaves alone what is there', () => {
  const old: { hasOwn?: (of: object, name: string) => boolean } = {};
  lendHasOwn(old);
  const lent = old.hasOwn!;
  expect([lent({ a: 1 }, 'a'), lent({}, 'toString')]).toEqual([true, false]);
  lendHasOwn(old);
  expect(old.hasOwn).toBe(lent);
});
