import { afterEach, describe, expect, it } from 'vitest';

import type { Duty } from '@/duties/api';
import { articleOf, chapterKey, chaptersOf, grouped } from '@/duties/chapters';
import { draftOf, readFact, readRemedies, readStep } from '@/duties/explained';
import { asQuery, isNarrowed } from '@/duties/question';
import { daysBetween, endOf, leftUntil, monthAfter, sheetOf, waiting } from '@/duties/time';
import { language } from '@/i18n';
import type { Declaration, Field } from '@/registers/declaration';

const registers = [
  { name: 'plan', label: { zh: '规划计划', en: 'Plan' } },
  { name: 'emergency_plan', label: { zh: '应急预案', en: 'Emergency plan' } },
  { name: 'unit', label: { zh: '单位', en: 'Unit' } },
  { name: 'unit_link', label: { zh: '单位链路', en: 'Unit link' } },
];

const field = (name: string, zh: string, en: string, kind: Field['kind']): Field => ({ name, label: { zh, en }, kind, required: false });
const choices = [
  { value: 'a', label: { zh: '甲', en: 'A' } },
  { value: 'b', label: { zh: '乙', en: 'B' } },
];
const declaration: Declaration = {
  name: 'plan',
  label: { zh: '规划计划', en: 'Plan' },
  help: { zh: '计', en: 'p' },
  article: 'M1',
  isState: true,
  readable: true,
  writable: true,
  alternatives: [],
  makesCode: false,
  fields: [
    field('from', '起始日', 'First day', { is: 'date' }),
    field('until', '截止日', 'Last day', { is: 'date' }),
    field('kind', '类别', 'Kind', { is: 'choice', choices }),
    field('marks', '标记', 'Marks', { is: 'choices', choices }),
    field('open', '开放', 'Open', { is: 'flag' }),
    field('year', '年度', 'Year', { is: 'number' }),
    field('title', '名称', 'Title', { is: 'text', charsMax: 99 }),
  ],
};

const duty = (given: Partial<Duty>): Duty => ({
  duty: 'new/a',
  title: { zh: '甲', en: 'A' },
  article: { zh: '办法第十八条', en: 'Measures article 18(1)' },
  register: 'unit',
  subject: 'U1',
  status: 'open',
  status_label: { zh: '待办', en: 'open' },
  reason: 'due_ahead',
  supplementary: false,
  ...given,
});

afterEach(() => {
  language.value = 'zh';
});

describe('an explanation', () => {
  it('tells of a fact which row it is in and who vouches for it', () => {
    expect(readFact('单位 U7 · 职能 = （未填）（申报 U7，获知于 2026-11-22 20:10）', registers)).toEqual({ register: 'unit', code: 'U7', what: '职能 = （未填）', source: '申报 U7，获知于 2026-11-22 20:10' });
    language.value = 'en';
    expect(readFact('Emergency plan E1 · 2024-01-02 –  (declared U7)', registers)).toEqual({ register: 'emergency_plan', code: 'E1', what: '2024-01-02 – ', source: 'declared U7' });
  });

  it('takes the register with the longest name', () => {
    expect(readFact('单位链路 L1 · 开放 = 是（实测）', registers)).toMatchObject({ register: 'unit_link', code: 'L1' });
    expect(readFact('别的什么', registers)).toEqual({ what: '别的什么', source: '' });
  });

  it('gives the heads of remedies and their steps', () => {
    const remedies = readRemedies(['怎样才算履行 2026：', '  新增 规划计划：类别=甲', '  换一种说法', '没有找到'], registers);
    expect(remedies.map(({ head, lines }) => [head, lines.length])).toEqual([
      ['怎样才算履行 2026：', 2],
      ['没有找到', 0],
    ]);
    expect(remedies[0]?.lines.map(({ step }) => step?.register)).toEqual(['plan', undefined]);
  });

  it('makes of a step what a form begins with', () => {
    const step = readStep('新增 规划计划 P9：类别=乙，标记=甲、乙，开放=否，年度=2026，名称=一，二，截止日=（空）', registers)!;
    expect([step.action, step.code]).toEqual(['add', 'P9']);
    expect(draftOf(step, declaration)).toEqual({ kind: 'b', marks: ['a', 'b'], open: false, year: 2026, title: '一，二', until: undefined });
  });

  it('takes of a correction what comes, in English too', () => {
    const step = readStep('更正 规划计划 P9：起始日 2027-01-12 → 2026-11-22，截止日 2026-09-13 → （空）', registers)!;
    expect(draftOf(step, declaration)).toEqual({ from: '2026-11-22', until: undefined });
    expect('until' in draftOf(step, declaration)).toBe(true);
    language.value = 'en';
    const english = readStep('Fill in Plan P9: Marks = A; B, Open = yes, Title = one, two', registers)!;
    expect(english).toMatchObject({ action: 'complete', register: 'plan', code: 'P9' });
    expect(draftOf(english, declaration)).toEqual({ marks: ['a', 'b'], open: true, title: 'one, two' });
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

  it('may be done until the day ends in Beijing', () => {
    const end = endOf('2026-11-23');
    expect(new Date(end).toISOString()).toBe('2026-11-23T16:00:00.000Z');
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
    { instrument: { id: 'new', from: '2026-03-10', short: { zh: '新', en: 'New' } }, chapters: [{ zh: '总则', en: 'General' }, { zh: '保障', en: 'Care' }], articles: [{ number: 18, chapter: 2 }] },
  ] as never;

  it('stand in the chapter of their article', () => {
    expect(articleOf(duty({}))).toBe(18);
    expect(chapterKey(duty({}), instruments)).toBe('new:2');
    expect(chapterKey(duty({ duty: 'gone/a' }), instruments)).toBeUndefined();
    expect(chaptersOf(instruments).map(({ key }) => key)).toEqual(['new:1', 'new:2', 'old:1']);
  });

  it('of one rule that stand alike are one line, the urgent ones first', () => {
    const groups = grouped([duty({ status: 'fulfilled' }), duty({ status: 'fulfilled', subject: 'U2' }), duty({ status: 'breached' }), duty({ status: 'fulfilled', duty: 'new/b' })]);
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
