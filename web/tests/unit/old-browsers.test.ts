/** What browsers of 2020 do not have is not used unless it is asked for first: the build turns syntax into theirs, but adds nothing to them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

const src = new URL('../../src', import.meta.url).pathname;
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(vue|ts|css)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

/** Newer than Chrome 87, by what it would look like; the type of a list does not matter to `.at(-1)`. */
const NEWER: readonly [string, RegExp][] = [
  ['structuredClone (98)', /\bstructuredClone\(/],
  ['Array.at (92)', /\.at\(-\d/],
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
  ['aspect-ratio (88)', /^\s*aspect-ratio:/m],
  ['dvh and its like (108)', /\d[dsl]v[hw]\b/],
  ['nesting (112)', /^\s*&[\s.:[>]/m],
  ['accent-color (93)', /\baccent-color:/],
  ['subgrid (117)', /\bsubgrid\b/],
  ['text-wrap (114)', /\btext-wrap:/],
];

it('uses nothing that browsers of 2020 lack', () => {
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    return NEWER.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file}: ${what}`);
  });
  expect(found).toEqual([]);
});
