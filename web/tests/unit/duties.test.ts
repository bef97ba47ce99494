import { describe, expect, it } from 'vitest';

import type { Duty } from '@/duties/api';
import { articleOf, chapterKey, chaptersOf, grouped } from '@/duties/chapters';
import { asQuery, isNarrowed } from '@/duties/question';
import { beginOf, draftOf, isEntered, type Change } from '@/duties/remedy';
import type { Declaration } from '@/registers/declaration';
import { daysBetween, leftUntil, monthAfter, sheetOf, waiting } from '@/duties/time';

const duty = (given: Partial<Duty>): Duty => ({
  duty: 'new/a',
  title: { zh: '甲', en: 'A' },
  article: { zh: '办法第十八条', en: 'Measures article 18(1)' },
  clause: { instrument: 'new', article: 18, paragraph: 1 },
  register: 'unit',
  subject: 'U1',
  status: 'open',
  status_label: { zh: '待办', en: 'open' },
  reason: 'due_ahead',
  reason_label: { zh: '尚未到期', en: 'not yet done, the due day is ahead' },
  supplementary: false,
  ...given,
});

describe('a new row that would fulfil a duty', () => {
  const label = { zh: '甲', en: 'A' };
  const ref = (name: string, register: string, required = false) => ({ name, label, kind: { is: 'ref', register } as const, required });
  const text = { name: 'note', label, kind: { is: 'text', charsMax: 20 } as const, required: false };
  const form = (makesCode: boolean) =>
    ({
      makesCode,
      fields: [ref('unit', 'unit', true), ref('asked', 'unit'), ref('person', 'person'), ref('network', 'network'), text],
    }) as unknown as Declaration;
  const add = (said: Record<string, string | null>): Change => ({
    kind: 'add',
    register: 'plan',
    register_label: label,
    code: 'P9',
    fields: Object.entries(said).map(([field, to]) => ({ field, label, from: null, to, to_said: label })),
    still_required: [],
    said: label,
  });

  it('takes over what the remedy names, and leaves to be chosen where any will do', () => {
    const began = beginOf(form(true), add({ network: 'N1', person: null, asked: 'U2', note: 'x' }), 'U1');
    expect(began).toEqual({ draft: { unit: 'U1', network: 'N1', asked: 'U2', note: 'x' }, toChoose: ['person'] });
    expect(beginOf(form(true), add({ unit: null }), 'U1')).toEqual({ draft: {}, toChoose: ['unit'] });
  });

  it('is given the code that was made up only where the product makes none', () => {
    expect(beginOf(form(false), add({}))).toEqual({ draft: { code: 'P9' }, toChoose: [] });
    expect(beginOf(form(true), add({})).draft).toEqual({});
  });
});

describe('a remedy', () => {
  const label = { zh: '甲', en: 'A' };
  const change = (given: Partial<Change>): Change => ({
    kind: 'correct',
    register: 'plan',
    register_label: label,
    code: 'P9',
    fields: [],
    still_required: [],
    said: label,
    ...given,
  });

  it('is what a form begins with, with what has to be emptied', () => {
    const fields = [
      { field: 'marks', label, from: ['a'], to: ['a', 'b'] },
      { field: 'open', label, from: true, to: false },
      { field: 'until', label, from: '2026-09-13', to: null },
    ];
    const draft = draftOf(change({ fields }));
    expect(draft).toEqual({ marks: ['a', 'b'], open: false, until: undefined });
    expect('until' in draft).toBe(true);
  });

  it('opens no form for what is taken back', () => {
    expect([isEntered(change({ kind: 'withdraw' })), isEntered(change({ kind: 'change' }))]).toEqual([false, true]);
  });
});

describe('what waits', () => {
  it('comes in the order of the days', () => {
    const all = [
      duty({ subject: 'late', status: 'overdue', due_on: '2026-11-10' }),
      duty({ subject: 'later', status: 'overdue', due_on: '2026-05-10' }),
      duty({ subject: 'clock', due_on: '2026-11-23' }),
      duty({ subject: 'year', due_on: '2026-11-24', reason: 'due_in_period' }),
      duty({ subject: 'far', due_on: '2026-12-30' }),
      duty({ subject: 'wrong', status: 'breached', since_on: '2026-01-01' }),
      duty({ subject: 'done', status: 'fulfilled' }),
    ];
    const { clocks, overdue, breached, coming } = waiting(all, '2026-11-22');
    const subjects = (some: Duty[]) => some.map(({ subject }) => subject);
    expect([subjects(clocks), subjects(overdue), subjects(breached), subjects(coming)]).toEqual([['clock'], ['later', 'late'], ['wrong'], ['year', 'far']]);
  });

  it('runs down to its moment', () => {
    const end = Date.parse('2026-11-23T16:00:00Z');
    expect(leftUntil(end, end - 90_061_000)).toEqual({ days: 1, hours: 1, minutes: 1, seconds: 1 });
    expect(leftUntil(end, end)).toBeUndefined();
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });

  it('stands on sheets of whole weeks', () => {
    const sheet = sheetOf('2026-11');
    expect([sheet[0], sheet[sheet.length - 1], sheet.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
    expect(sheetOf('2027-02')).toHaveLength(28);
    expect([monthAfter('2026-11', 2), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });
});

describe('duties', () => {
  const instruments = [
    { instrument: { id: 'old', from: '2020-12-31', short: { zh: '旧', en: 'Old' } }, chapters: [{ zh: '总则', en: 'General' }], articles: [] },
    {
      instrument: { id: 'new', from: '2026-03-10', short: { zh: '新', en: 'New' } },
      chapters: [
        { zh: '总则', en: 'General' },
        { zh: '保障', en: 'Care' },
      ],
      articles: [{ number: 18, chapter: 2 }],
    },
  ] as never;

  it('stand in the chapter of their article', () => {
    expect(articleOf(duty({}))).toBe(18);
    expect(chapterKey(duty({}), instruments)).toBe('new:2');
    expect(chapterKey(duty({ duty: 'gone/a' }), instruments)).toBeUndefined();
    expect(chaptersOf(instruments).map(({ key }) => key)).toEqual(['new:1', 'new:2', 'old:1']);
  });

  it('of one rule that stand alike are one line, the urgent ones first', () => {
    const groups = grouped([
      duty({ status: 'fulfilled' }),
      duty({ status: 'fulfilled', subject: 'U2' }),
      duty({ status: 'breached' }),
      duty({ status: 'fulfilled', duty: 'new/b' }),
    ]);
    expect(groups.map(({ duties }) => [duties[0]?.status, duties[0]?.duty, duties.length])).toEqual([
      ['breached', 'new/a', 1],
      ['fulfilled', 'new/a', 2],
      ['fulfilled', 'new/b', 1],
    ]);
  });

  it('are asked for by what was said', () => {
    expect(asQuery({ unit: 'U1', duty: '', status: ['open'] })).toEqual({ unit: 'U1', status: ['open'] });
    expect([isNarrowed({ status: [] }), isNarrowed({ division: '43' })]).toEqual([false, true]);
  });
});
