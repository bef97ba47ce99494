import { describe, expect, it } from 'vitest';

import { columnsOf, keep, readKept, shownBy, usualColumns, widthOf } from '@/registers/columns';
import { nameOf, readDeclaration, textOf, type Declaration, type Row } from '@/registers/declaration';
import { nextSort, parseFilter, replaceFilters, writeFilter } from '@/registers/filter';
import { commonOf, differing, flawsOf, isDay, rowOf } from '@/registers/form';
import { addDays, span, turningDays, turningMoments, versionAt, type Version } from '@/registers/history';

const both = (zh: string) => ({ zh, en: zh.toUpperCase() });

/** A register with a field of every kind. */
function sample(): Declaration {
  const choices = [
    { const: 'a', title: '甲', 'x-title-en': 'A' },
    { const: 'b', title: '乙', 'x-title-en': 'B' },
  ];
  return readDeclaration({
    register: { name: 'thing', label: both('物'), help: both('一物'), article: 'M1', shape: 'state', readable: true, writable: true },
    from_label: both('始'),
    until_label: both('止'),
    natural: ['unit'],
    schema: {
      required: ['code', 'name', 'unit'],
      properties: {
        code: { type: 'string', maxLength: 200, title: '编号', 'x-title-en': 'Code' },
        from: { type: 'string', format: 'date', title: '起' },
        until: { type: 'string', format: 'date', title: '止' },
        unit: { type: 'string', 'x-register': 'unit', title: '单位', 'x-title-en': 'Unit' },
        name: { type: 'string', maxLength: 5, title: '名称' },
        kind: { type: 'string', oneOf: choices, title: '类别' },
        marks: { type: 'array', items: { type: 'string', oneOf: choices }, title: '标记' },
        flag: { type: 'boolean', title: '是否' },
        count: { type: 'integer', minimum: 1, maximum: 9, title: '数' },
        one: { type: 'string', maxLength: 9 },
        other: { type: 'string', maxLength: 9 },
        basis: { type: 'string', maxLength: 9 },
      },
      oneOf: [{ required: ['one'] }, { required: ['other'] }],
    } as never,
  });
}

describe('a declaration', () => {
  it('gives every field its kind, its label and whether it is needed', () => {
    const { fields, makesCode, alternatives } = sample();
    expect(fields.map(({ kind }) => kind.is)).toEqual(['text', 'date', 'date', 'ref', 'text', 'choice', 'choices', 'flag', 'number', 'text', 'text', 'text']);
    expect(fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(['unit', 'name']);
    expect([makesCode, fields[1]?.label.zh, fields[3]?.label.en]).toEqual([true, '始', 'Unit']);
    expect(alternatives).toEqual([{ fields: ['one', 'other'], exactly: true }]);
  });

  it('says values as people read them', () => {
    const { fields } = sample();
    const kind = (name: string) => fields.find((field) => field.name === name)!.kind;
    const say = ({ zh }: { zh: string }) => zh;
    expect(textOf(kind('marks'), ['a', 'b'], say, ['是', '否'])).toBe('甲、乙');
    expect(textOf(kind('flag'), false, say, ['是', '否'])).toBe('否');
    expect(textOf(kind('kind'), 'new one', say, ['是', '否'])).toBe('new one');
    expect(textOf(kind('name'), undefined, say, ['是', '否'])).toBe('');
    expect([nameOf({ code: 'C', name: '名' }), nameOf({ code: 'C' })]).toEqual(['名', 'C']);
  });
});

describe('a form', () => {
  const declaration = sample();
  const keys = (draft: Row | Record<string, never>) => Object.fromEntries([...flawsOf(declaration, draft)].map(([name, { key }]) => [name, key]));

  it('finds what is missing and what does not fit', () => {
    expect(keys({})).toEqual({ unit: 'missing', name: 'missing', one: 'oneOf' });
    const draft = { code: '', unit: 'U', name: 'too long', count: 10, from: '2026-02-30', one: 'x', other: 'y' };
    expect(keys(draft)).toEqual({ name: 'tooLong', count: 'tooLarge', from: 'noDay', other: 'oneOf' });
    expect(keys({ code: '', unit: 'U', name: 'n', one: 'x', from: '2026-02-02', until: '2026-02-01' })).toEqual({ until: 'order' });
    expect(keys({ code: '', unit: 'U', name: 'n', one: 'x' })).toEqual({});
  });

  it('knows the days that there are', () => {
    expect(['2026-02-28', '2026-02-29', '2024-02-29', '2026-2-8', 'today'].map(isDay)).toEqual([true, false, true, false, false]);
  });

  it('leaves out what says nothing', () => {
    expect(rowOf(declaration, { name: ' n ', flag: false, marks: [], unit: '' })).toEqual({ name: 'n', flag: false });
  });

  it('begins a change of several rows with what they say alike', () => {
    const rows = [
      { code: '1', name: 'a', unit: 'U', flag: true },
      { code: '2', name: 'b', unit: 'U', flag: true },
    ];
    expect(commonOf(declaration, rows)).toMatchObject({ unit: 'U', flag: true });
    expect(commonOf(declaration, rows)).not.toHaveProperty('name');
    expect(differing(declaration, rows[0]!, rows[1]!).map(({ name }) => name)).toEqual(['code', 'name']);
  });
});

describe('conditions', () => {
  it('are written as they are read, with any sign in the value', () => {
    for (const text of ['name:prefix:县:教育', 'until:is_null', 'unit:in:U1,U2']) expect(writeFilter(parseFilter(text))).toBe(text);
  });

  it('take the place of those of the same field only', () => {
    expect(replaceFilters(['a:eq:1', 'b:eq:2'], 'a', [{ field: 'a', test: 'ge', value: '3' }])).toEqual(['b:eq:2', 'a:ge:3']);
  });

  it('of order go up, down, and away', () => {
    expect(nextSort('', 'a')).toBe('a');
    expect(nextSort('a', 'a')).toBe('-a');
    expect(nextSort('-a', 'a')).toBe('');
    expect(nextSort('-a', 'b')).toBe('b');
  });
});

describe('columns', () => {
  it('begin with what a row is called and leave out what few look at', () => {
    const declaration = sample();
    expect(usualColumns(declaration).slice(0, 2)).toEqual(['code', 'name']);
    expect(usualColumns(declaration)).not.toContain('basis');
    expect(columnsOf(declaration, ['kind', 'gone', 'code']).map(({ name }) => name)).toEqual(['code', 'kind']);
  });

  it('are as wide as their values and their label ask for, up to a measure', () => {
    const flag = sample().fields.find(({ name }) => name === 'flag')!;
    expect(widthOf(flag, '是否')).toBe(84);
    expect(widthOf(flag, '已装安全软件')).toBeGreaterThan(84 + 40);
    expect(widthOf(flag, 'Handles important data')).toBeGreaterThan(widthOf(flag, 'Handles data'));
    expect(widthOf(flag, '很'.repeat(100))).toBe(widthOf(flag, '很'.repeat(50)));
  });

  it('are kept for each register, and what cannot be read is as if nothing were', () => {
    const shelf = new Map<string, string>();
    const store = { getItem: (key: string) => shelf.get(key) ?? null, setItem: (key: string, text: string) => void shelf.set(key, text) };
    keep('thing', { columns: ['code'] }, store, 'zhang');
    keep('thing', { views: [] }, store, 'zhang');
    expect(readKept('thing', store, 'zhang')).toEqual({ columns: ['code'], views: [] });
    expect(readKept('thing', store, 'li'), 'of somebody else at the same computer nothing is shown').toEqual({});
    shelf.set('shouwang.table.zhang.thing', 'no json');
    expect(readKept('thing', store, 'zhang')).toEqual({});
  });
});

describe('a view that is kept', () => {
  const view = { name: '过期', columns: ['code'], filters: ['kind:eq:a'], sort: '-from' };

  it('says everything of the rows, so that no word and no day of before narrows them', () => {
    expect(shownBy({ ...view, q: '端口', on: '2026-11-20' })).toEqual({ filters: ['kind:eq:a'], sort: '-from', q: '端口', on: '2026-11-20' });
    expect(shownBy(view)).toEqual({ filters: ['kind:eq:a'], sort: '-from', q: '', on: '' });
  });
});

describe('the history of a row', () => {
  const version = (from: string, until: string | undefined, learned: string, ended?: string): Version => ({
    row: until ? { code: 'C', from, until } : { code: 'C', from },
    act: 1,
    learned_at: learned,
    ended: ended ? { at: ended, act: 2, how: 'corrected' } : null,
  });
  const first = version('2026-01-01', undefined, '2026-01-02T00:00:00Z', '2026-06-01T00:00:00Z');
  const second = version('2026-01-01', '2026-03-31', '2026-06-01T00:00:00Z');
  const third = version('2026-04-01', undefined, '2026-06-01T00:00:00Z');
  const versions = [first, second, third];

  it('says what was true on a day as it is known now', () => {
    expect(versionAt(versions, '2026-02-01')).toBe(second);
    expect(versionAt(versions, '2026-05-01')).toBe(third);
    expect(versionAt(versions, '2025-12-31')).toBeUndefined();
  });

  it('says what was true on a day as it was known then', () => {
    expect(versionAt(versions, '2026-05-01', '2026-05-31T00:00:00Z')).toBe(first);
    expect(versionAt(versions, '2026-05-01', '2026-06-01T00:00:00Z')).toBe(third);
    expect(versionAt(versions, '2026-05-01', '2026-01-01T00:00:00Z')).toBeUndefined();
  });

  it('knows the days and moments at which something turns', () => {
    expect(turningDays(versions, '2026-01-01', '2026-12-31')).toEqual(['2026-01-01', '2026-04-01']);
    expect(turningMoments(versions)).toEqual(['2026-01-02T00:00:00Z', '2026-06-01T00:00:00Z']);
    expect(span(versions, '2026-11-22')).toEqual(['2026-01-01', '2026-11-22']);
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });
});
