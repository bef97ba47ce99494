/** The plain functions of the pages of the law and of the calendar. */
import { describe, expect, it } from 'vitest';

import { asYear, monthsOf, weekday } from '@/pages/calendar/months';
import { chaptersOf, inForce, neighbours, pieces } from '@/pages/law/articles';
import { choose, countOf, type RuleChange } from '@/pages/law/changes';
import { isExpression, valueText } from '@/pages/law/compared';
import { clauseOf } from '@/pages/law/official';
import type { ReadText } from '@/pages/law/api';

const both = (text: string) => ({ zh: text, en: text });
const articles = [1, 2, 3].map((number) => ({ number, chapter: number === 3 ? 2 : 1, title: both(`${number}`) }));

describe('an instrument', () => {
  it('is divided into its chapters', () => {
    expect(chaptersOf({ chapters: [both('a'), both('b')], articles }).map((chapter) => chapter.articles.map(({ number }) => number))).toEqual([[1, 2], [3]]);
  });

  it('leads from one article to the next', () => {
    expect(neighbours(articles, 1)).toEqual({ before: undefined, after: articles[1] });
    expect(neighbours(articles, 9)).toEqual({});
  });

  it('is in force from its first day to its last', () => {
    const times = { from: '2026-03-10', until: '2031-03-09' };
    expect(['2026-03-09', '2026-03-10', '2031-03-09', '2031-03-10'].map((day) => inForce(times, day))).toEqual([false, true, true, false]);
    expect(inForce({ from: '2020-12-31', until: null }, '2099-01-01')).toBe(true);
  });
});

describe('a word that was searched', () => {
  it('is found in a text wherever it occurs, whatever its case', () => {
    expect(pieces('Ports, open PORTS.', 'ports')).toEqual(['', 'Ports', ', open ', 'PORTS', '.']);
    expect(pieces('nothing', '')).toEqual(['nothing']);
  });
});

describe('a comparison', () => {
  const rule = (name: string, title: string) => ({
    name,
    kind: 'duty',
    title: both(title),
    clause: { article: 5, paragraph: 1, item: 0, cited: both('article 5(1)') },
  });
  const all = [
    { change: 'kept', older: rule('old/a', 'Logs'), newer: rule('new/a', 'Logs'), fields: [] },
    { change: 'added', newer: rule('new/b', 'Ports'), fields: [] },
  ] as RuleChange[];

  it('is narrowed by the kind of change and by a word', () => {
    expect(choose(all, '', '')).toHaveLength(2);
    expect(choose(all, 'added', '')).toEqual([all[1]]);
    expect(choose(all, '', 'LOGS')).toEqual([all[0]]);
    expect(choose(all, 'added', 'logs')).toEqual([]);
  });

  it('says in words what the law data has identifiers for, and folds away its expressions', () => {
    const text = (field: string, value: string) => valueText(field, both(value), new Map([['unit', { zh: '单位', en: 'Units' }]]));
    expect([text('overseer', 'operating_agency'), text('kind', 'state'), text('every', 'half-year'), text('subject', 'unit'), text('count_min', '1')]).toEqual([
      '运行管理机构',
      '保持',
      '每半年',
      '单位',
      '1',
    ]);
    expect(text('route', 'competent_department (same_level) approve → operating_agency (superior) carry_out')).toBe(
      '本级主管部门批准 → 上一级运行管理机构实施',
    );
    expect(text('route', 'finance (same_level) review together within 5 workdays')).toBe('本级财政部门审核（同时）（5 个工作日内）');
    expect(text('route', 'something new')).toBe('something new');
    expect(['when', 'must', 'needs'].every(isExpression)).toBe(true);
    expect(['overseer', 'route', 'means', 'title'].some(isExpression)).toBe(false);
  });

  it('counts each kind of change', () => {
    expect(countOf(all)).toEqual({ kept: 1, changed: 0, supplementary: 0, dropped: 0, added: 1 });
  });
});

describe('a text that was read in', () => {
  const at = { article: 1, paragraph: 1, item: 0 };
  const read = (sm3: string) => ({ clauses: [{ clause: at, text: 'the text', sm3, ours: { text_sm3: 'aa' } }] }) as unknown as ReadText;

  it('says at each clause whether it is the one that our words were written for', () => {
    expect(clauseOf(read('aa'), at)).toEqual({ text: 'the text', isOurs: true });
    expect(clauseOf(read('bb'), at)?.isOurs).toBe(false);
    expect(clauseOf(read('aa'), { ...at, item: 1 })).toBeUndefined();
    expect(clauseOf(undefined, at)).toBeUndefined();
  });
});

describe('a year', () => {
  it('begins each month under its weekday', () => {
    const day = (text: string, kind: string) => ({ day: text, kind, provisional: false });
    const months = monthsOf([day('2026-02-01', 'weekend'), day('2026-02-02', 'workday'), day('2026-02-14', 'worked_weekend')]);
    expect(months[1]).toMatchObject({ number: 2, lead: 6, workdays: 2 });
    expect(months[0]!.days).toEqual([]);
    expect(weekday('2026-11-23')).toBe(0);
  });

  it('is one for which dates have a legal meaning', () => {
    expect([asYear('2027', 2026), asYear('1900', 2026), asYear('x', 2026)]).toEqual([2027, 2026, 2026]);
  });
});
