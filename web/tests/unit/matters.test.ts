import { describe, expect, it } from 'vitest';

import type { Matter, MatterCheck, MatterLine } from '@/matters/api';
import { conditionsOf, errorsOf, hindranceOf, leadsOf } from '@/matters/check';
import { cleaned, copied, meeting, nextLine, sameLines } from '@/matters/draft';
import { fieldsToTell, readForm, subjectField } from '@/matters/form';
import { currentStep, pathOf } from '@/matters/path';
import { timelineOf } from '@/matters/timeline';
import { isWorkday, leftUntilDay } from '@/matters/workdays';
import { closedFor, keyOf, likeOnes } from '@/pages/matters/lines';

const both = (text: string) => ({ zh: text, en: text });
const property = (zh: string, en: string, more: object = {}) => ({ type: 'string', title: zh, 'x-title-en': en, ...more });

describe('the form of a matter', () => {
  const schema = {
    properties: {
      code: property('编号', 'Code'),
      from: property('最后使用日', 'Last day', { format: 'date' }),
      until: property('截止日', 'Until', { format: 'date' }),
      port: property('开放端口', 'Open port', { 'x-register': 'open_port' }),
      reason: property('事由', 'Reason'),
      basis: property('依据', 'Basis'),
      vouched_by: property('申报者', 'Vouched by'),
      note: property('备注', 'Note'),
    },
    required: ['port'],
  };
  const form = readForm({
    form: { kind: 'port_closing', label: both('端口关闭'), help: both(''), article: 'I26', register: 'open_port' },
    schema,
  } as unknown as Parameters<typeof readForm>[0]);

  it('asks for its own fields first, and for no day under the name that it has in every register', () => {
    expect(form.declaration.fields.map(({ name }) => name)).toEqual(['port', 'reason', 'from', 'note']);
    expect(form.declaration.isState).toBe(false);
  });

  it('knows the field of the thing that it is about, which then has its code', () => {
    expect(subjectField(form)?.name).toBe('port');
    expect(fieldsToTell(form.declaration, 9).map(({ name }) => name)).toEqual(['port', 'reason', 'from']);
  });
});

describe('lines of a draft', () => {
  const line = { code: '', from: '2026-11-23', basis: 'declared', unit: 'U1', system: 'S1', number: 443, purpose: ' 访问 ' };

  it('are sent without what says nothing', () => {
    expect(cleaned({ ...line, reason: '   ', tags: [] })).toEqual({
      from: '2026-11-23',
      basis: 'declared',
      unit: 'U1',
      system: 'S1',
      number: 443,
      purpose: '访问',
    });
  });

  it('are the same when they say the same, in whatever order', () => {
    expect(sameLines([line], [{ purpose: '访问', number: 443, system: 'S1', unit: 'U1', basis: 'declared', from: '2026-11-23' }])).toBe(true);
    expect(sameLines([line], [line, line])).toBe(false);
    expect(sameLines([line], [{ ...line, number: 444 }])).toBe(false);
  });

  it('take the version of others who changed nothing of them, and theirs only where nothing was typed', () => {
    const [seen, mine, theirs] = [[line], [{ ...line, number: 80 }], [{ ...line, number: 81 }]];
    expect(meeting(mine, seen, seen)).toBe('adopt');
    expect(meeting(seen, seen, theirs)).toBe('take');
    expect(meeting(mine, seen, mine)).toBe('take');
    expect(meeting(mine, seen, theirs)).toBe('keep');
  });

  it('begin anew with the unit alone, and are copied without their code', () => {
    expect(nextLine(line, 'U1')).toEqual({ from: '2026-11-23', basis: 'declared', unit: 'U1' });
    expect(copied({ ...line, code: 'P1' })).not.toHaveProperty('code');
  });
});

describe('what was found out', () => {
  const needs = (met: string, weigh = false) => ({ title: both('安全测评'), met, weigh });
  const line = (more: object) => ({ in_scope: 'yes', applicant: 'itself', needs: [], lead: null, ...more });
  const check = (...lines: object[]) => ({ lines }) as unknown as MatterCheck;

  it('is told once for all lines that stand alike, what is in the way first', () => {
    const found = conditionsOf(
      check(
        line({ needs: [needs('yes')] }),
        line({ needs: [needs('no')] }),
        line({ needs: [needs('yes')], in_scope: 'no' }),
        line({ needs: [needs('no', true)] }),
      ),
    );
    expect(found.map(({ state, lines }) => [state, lines])).toEqual([
      ['no', [1]],
      ['no', [2]],
      ['weigh', [3]],
      ['yes', [0, 2]],
    ]);
  });

  it('keeps a matter from being handed in where nobody may weigh it, and for nothing that is still to be filled in', () => {
    const refused = (id: string, ...lines: object[]) => ({ ...check(...lines), refusal: { id, said: both(id) } });
    const zh = (given: Parameters<typeof hindranceOf>[0]) => hindranceOf(given).map((said) => said.zh);
    for (const id of ['unmet', 'not_applicant', 'out_of_scope', 'no_body', 'other_function', 'not_in_force']) expect(zh(refused(id))).toEqual([id]);
    for (const id of ['form', 'gone', 'too_late', 'unweighed']) expect(zh(refused(id, line({ needs: [needs('no', true), needs('unknown')] })))).toEqual([]);
    expect(zh(refused('form', line({ needs: [needs('no')] }), line({ needs: [needs('no')] })))).toEqual(['安全测评']);
    expect(zh(check(line({ needs: [needs('yes')] })))).toEqual([]);
  });

  it('has one lead for each day that lines must come before, the earliest first', () => {
    const lead = (event: string, latest: string) => ({ event, latest, in_time_for: event, in_time: true });
    const found = leadsOf(
      check(
        line({ lead: lead('2026-12-20', '2026-12-13') }),
        line({ lead: lead('2026-12-10', '2026-12-03') }),
        line({ lead: lead('2026-12-20', '2026-12-13') }),
      ),
    );
    expect(found.map(({ lead: { event }, lines }) => [event, lines])).toEqual([
      ['2026-12-10', [1]],
      ['2026-12-20', [0, 2]],
    ]);
  });

  it('stands beside the fields of the line that it is about', () => {
    const problems = [
      { line: 0, field: 'number', said: both('一') },
      { line: 1, field: 'number', said: both('二') },
      { line: 1, field: 'number', said: both('三') },
    ];
    expect(errorsOf({ problems }, 1, ({ zh }) => zh)).toEqual(new Map([['number', '二 三']]));
  });
});

describe('the way of a matter', () => {
  const step = (does: string, units: string[]) => ({ who: 'operating_agency', of: 'same_level', does, does_label: both(does), together: false, units });
  const reached = (at: number, more: object = {}) => ({
    step: at,
    unit: 'A',
    does: 'approve',
    does_label: both(''),
    since: '2026-11-20',
    due_on: '2026-11-27',
    asked: false,
    ...more,
  });
  const matter = (status: string, steps: object[], entries: object[] = []) =>
    ({ status, route: [step('review', ['A', 'B']), step('approve', ['C'])], steps, entries }) as unknown as Matter;

  it('shows whose turn it is and until when', () => {
    const path = pathOf(matter('submitted', [reached(0), reached(0, { unit: 'B' })]));
    expect(path.map(({ state }) => state)).toEqual(['now', 'ahead']);
    expect(currentStep(path)).toMatchObject({ units: ['A', 'B'], due: '2026-11-27' });
  });

  it('names the person to whom the step was given', () => {
    expect(currentStep(pathOf(matter('submitted', [reached(0), reached(0, { unit: 'B', given_to: '张某' })])))).toMatchObject({ given: '张某' });
    expect(currentStep(pathOf(matter('submitted', [reached(0)])))?.given).toBeUndefined();
  });

  it('stops the clock while the applicant is asked something', () => {
    const path = pathOf(matter('asked', [reached(0, { asked: true })]));
    expect(currentStep(path)).toMatchObject({ state: 'asked', due: undefined });
  });

  it('names the body that acted of those that might have', () => {
    const path = pathOf(
      matter(
        'reviewed',
        [reached(0, { closed_on: '2026-11-21' }), reached(0, { unit: 'B', closed_on: '2026-11-21' }), reached(1, { unit: 'C' })],
        [{ act: 'pass', step: 0, unit: 'A', on: '2026-11-21' }],
      ),
    );
    expect(path[0]).toMatchObject({ state: 'done', units: ['A'], over: '2026-11-21' });
    expect(path[1]).toMatchObject({ state: 'now', units: ['C'] });
  });

  const states = (...given: Parameters<typeof matter>) => pathOf(matter(...given)).map(({ state }) => state);
  const entry = (act: string, at: number | null = null, unit = 'A', on = '2026-11-21') => ({ act, step: at, unit, on });
  const over = { closed_on: '2026-11-21' };

  it('begins anew when it was sent back, and never goes further than where it ended', () => {
    expect(states('returned', [reached(0, over)], [entry('submit'), entry('return', 0)])).toEqual(['ahead', 'ahead']);
    expect(states('refused', [reached(0, over)], [entry('submit'), entry('refuse', 0)])).toEqual(['done', 'never']);
  });

  it('takes no step for done that was done before the correction, or that nobody did', () => {
    const before = [entry('submit'), entry('pass', 0), entry('return', 1, 'C'), entry('submit')];
    expect(states('submitted', [reached(0, over), reached(1, { ...over, unit: 'C' }), reached(0)], before)).toEqual(['now', 'ahead']);
    expect(
      states('reviewed', [reached(0, over), reached(1, { ...over, unit: 'C' }), reached(0, over), reached(1, { unit: 'C' })], [...before, entry('pass', 0)]),
    ).toEqual(['done', 'now']);
    expect(states('withdrawn', [reached(0, over)], [entry('submit'), entry('withdraw')])).toEqual(['never', 'never']);
    expect(states('approved', [reached(0, over), reached(1, { ...over, unit: 'C' })], [entry('submit'), entry('consent', 0), entry('pass', 1, 'C')])).toEqual([
      'done',
      'done',
    ]);
  });

  it('is done with those that are only told as soon as they were', () => {
    const told = {
      ...matter('noticed', [reached(0, over)], [entry('submit', null, 'U1', '2026-11-20')]),
      route: [step('notice', ['A']), step('inform', ['B'])],
    };
    expect(pathOf(told).map(({ state, units }) => [state, units])).toEqual([
      ['done', ['A']],
      ['never', ['B']],
    ]);
    const again = { ...told, status: 'submitted', entries: [entry('submit', null, 'U1', '2026-11-25')] } as unknown as Matter;
    expect(pathOf(again).map(({ state }) => state)).toEqual(['ahead', 'ahead']);
  });
});

describe('lines of lists', () => {
  const grant = (role: string, unit: string) => ({ grant: role, role, unit, deputy: false });

  it('are for approvers to decide, but for what a handler files or carries out', () => {
    const handler = [grant('handler', 'A'), grant('approver', 'B')];
    expect(closedFor({ does: 'approve', unit: 'A' }, handler)).toBe('approverDecides');
    expect(closedFor({ does: 'review', unit: 'B' }, handler)).toBeUndefined();
    expect(closedFor({ does: 'file', unit: 'A' }, handler)).toBeUndefined();
    expect(closedFor({ does: 'carry_out', unit: 'A' }, handler)).toBeUndefined();
    expect(closedFor({ does: 'file', unit: 'C' }, [...handler, grant('reader', 'C')])).toBe('noRole');
  });
});

describe('what is decided together', () => {
  const line = (number: string, kind: string, does: string) => ({ number, kind, does, unit: 'A', since: '2026-11-20' }) as MatterLine;
  const all = [
    line('1', 'port_opening', 'approve'),
    line('2', 'policy_filing', 'file'),
    line('3', 'port_opening', 'approve'),
    line('4', 'port_opening', 'carry_out'),
  ];
  const keys = (...at: number[]) => new Set(at.map((one) => keyOf(all[one]!)));

  it('is like what was selected first', () => {
    expect(likeOnes(all, new Set(), keys(0, 1, 2, 3))).toEqual(keys(0, 2));
    expect(likeOnes(all, keys(1), keys(0, 1, 2, 3))).toEqual(keys(1));
    expect(likeOnes(all, keys(0), keys(0, 2))).toEqual(keys(0, 2));
    expect(likeOnes(all, keys(0), new Set())).toEqual(new Set());
  });
});

describe('the history of a matter', () => {
  it('tells a draft that was saved many times over as one line', () => {
    const entry = (act: string, by: string | null) => ({ act, by, on: '2026-11-23', unit: 'U1' });
    const entries = [entry('edit', 'a'), entry('edit', 'a'), entry('edit', 'b'), entry('submit', 'b'), entry('remind', null)];
    expect(timelineOf({ entries }).map(({ act, by }) => [act, by])).toEqual([['edit', 'a'], ['edit', 'b'], ['submit', 'b'], ['remind', null]]);
  });
});

describe('working days that are left', () => {
  const known = new Map([
    ['2026-10-01', 'off'],
    ['2026-10-10', 'worked_weekend'],
  ]);

  it('are those of the calendar, and of the plain week where nothing is known', () => {
    expect(isWorkday('2026-10-01', known)).toBe(false);
    expect(isWorkday('2026-10-10', known)).toBe(true);
    expect(isWorkday('2026-11-21', known)).toBe(false);
    expect(isWorkday('2026-11-23', known)).toBe(true);
  });

  it('are counted from tomorrow on, and what is late from the day after', () => {
    expect(leftUntilDay('2026-11-30', '2026-11-23', known)).toEqual({ count: 5, state: 'ahead' });
    expect(leftUntilDay('2026-11-23', '2026-11-23', known)).toEqual({ count: 0, state: 'today' });
    expect(leftUntilDay('2026-11-20', '2026-11-24', known)).toEqual({ count: 2, state: 'late' });
    expect(leftUntilDay('2026-11-20', '2026-11-22', known)).toEqual({ count: 0, state: 'late' });
  });
});
