/** Every word of the pages stands in both languages and is said somewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { fill } from '@/i18n';

const src = new URL('../../src', import.meta.url).pathname;
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
  .map((entry) => join(entry.parentPath, entry.name));
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

interface Entry {
  file: string;
  key: string;
  zh: string;
  en: string;
}

/** Entries such as `save: { zh: '保存', en: 'Save' }`, over one line or several. */
const entries: Entry[] = [...texts].flatMap(([file, text]) =>
  [...text.matchAll(/^\s*(\w+): \{\s*zh: (['"`])([\s\S]*?)\2,\s*en: (['"`])([\s\S]*?)\4,?\s*\}/gm)].map((match) => ({
    file,
    key: match[1]!,
    zh: match[3]!,
    en: match[5]!,
  })),
);

describe('words', () => {
  it('are found at all', () => {
    expect(entries.length).toBeGreaterThan(100);
  });

  it('are there in both languages', () => {
    const lacking = entries.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '');
    expect(lacking).toEqual([]);
    const chinese = entries.filter(({ key, en }) => !/[lL]anguage$/.test(key) && /\p{Script=Han}/u.test(en));
    expect(chinese).toEqual([]);
  });

  it('hold the same values in both languages', () => {
    const values = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    expect(entries.filter(({ zh, en }) => values(zh) !== values(en))).toEqual([]);
  });

  it('are each said somewhere', () => {
    const all = [...texts.values()].join('\n');
    // The declaration itself is one place; a word that is said has another. All are gathered at once: there are many words.
    const said = new Set([...all.matchAll(/['"`.](\w+)\b(?!:)|\b(\w+)(?=\s*[,}])/g)].map(([, quoted, short]) => quoted ?? short));
    const unsaid = entries.filter(({ key }) => !said.has(key));
    expect(unsaid.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });

  it('take their values', () => {
    expect(fill('{count} rows of {register}', { count: 3, register: 'unit' })).toBe('3 rows of unit');
    expect(fill('{missing}')).toBe('{missing}');
    expect(fill('{count} {count|day|days} left', { count: 1 })).toBe('1 day left');
    expect(fill('{count} {count|day|days} left', { count: '1,000' })).toBe('1,000 days left');
  });
});

describe('pages', () => {
  it('write no Chinese but in their words', () => {
    const strays = [...texts].flatMap(([file, text]) =>
      text
        .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '')
        .split('\n')
        .filter((line) => /\p{Script=Han}/u.test(line) && !/zh: |'、'|'PingFang/.test(line) && !/^\s*(zh|en):/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(strays).toEqual([]);
  });

  it('write no address of the interface by hand', () => {
    const strays = [...texts].filter(
      ([file, text]) => !/api\.(GET|POST|PUT|DELETE)\(|address\(/.test(text) && /['"`]\/api\//.test(text) && !file.endsWith('schema.d.ts'),
    );
    expect(strays.map(([file]) => file)).toEqual([]);
  });

  it('carry no style of their own in their templates, which the content policy would refuse', () => {
    expect([...texts].filter(([, text]) => /<[^>]*\sstyle="/.test(text)).map(([file]) => file)).toEqual([]);
  });
});
