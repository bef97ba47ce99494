/** What administrators see is read off grants, settings, policies and jobs as it should be. */
import { describe, expect, it } from 'vitest';

import { shortAgent } from '@/pages/account/agent';
import { canRenew, dayAfter, questionOf, standingOf } from '@/pages/admin/grants';
import { sizeOf } from '@/pages/admin/jobs';
import { shortened } from '@/pages/admin/policies';
import { decisionOn } from '@/pages/admin/rules';
import { grouped, problemOf } from '@/pages/admin/settings';
import type { GrantRow } from '@/pages/admin/system';
import { startOfDay } from '@/pages/ledger/asked';
import { csv } from '@/pages/ledger/csv';

const TODAY = '2026-11-22';
const grant: GrantRow = {
  code: 'G1',
  login: 'zhang',
  role: 'handler',
  state: 'approved',
  requested_by: 'system',
  from: '2026-01-01',
  until: '2027-06-30',
  version: 7,
};

describe('a grant', () => {
  it('stands where its state and its days put it', () => {
    expect(standingOf(grant, TODAY)).toBe('in_force');
    expect(standingOf({ ...grant, until: dayAfter(TODAY, 30) }, TODAY)).toBe('ending');
    expect(standingOf({ ...grant, until: TODAY }, TODAY)).toBe('ending');
    expect(standingOf({ ...grant, until: '2026-11-21' }, TODAY)).toBe('ended');
    expect(standingOf({ ...grant, from: '2026-11-23' }, TODAY)).toBe('coming');
    expect(standingOf({ ...grant, state: 'revoked', until: '2026-11-21' }, TODAY)).toBe('revoked');
  });

  it('of a deputy is not renewed, and neither is one that has ended', () => {
    expect(canRenew(grant, TODAY)).toBe(true);
    expect(canRenew({ ...grant, deputy_of: 'G0' }, TODAY)).toBe(false);
    expect(canRenew({ ...grant, until: '2026-11-21' }, TODAY)).toBe(false);
  });

  it('that ends soon is asked for by its last day, across the end of a year', () => {
    expect(questionOf('ending', '2026-12-15').filter).toEqual(['state:eq:approved', 'until:ge:2026-12-15', 'until:le:2027-01-14']);
  });
});

describe('settings', () => {
  const setting = (name: string) => ({ name, value: '1', default: '1', version: 0, label: { zh: name, en: name } });

  it('stand in groups, and one that nobody has heard of stands among the others', () => {
    const groups = grouped(['password.passes', 'client.failures_max', 'login.failures_max', 'matter.file_mb_max', 'novel.thing'].map(setting));
    expect(groups.map(({ key, settings }) => [key, settings.length])).toEqual([
      ['password', 1],
      ['login', 2],
      ['matter', 1],
      ['others', 1],
    ]);
  });

  it('take whole numbers within their bounds, and any text where they have none', () => {
    const bounds = { minimum: 3, maximum: 100 };
    expect(['3', ' 100 ', '2', '101', '5.5', 'five', ''].map((value) => problemOf(bounds, value))).toEqual([
      undefined,
      undefined,
      'whole',
      'whole',
      'whole',
      'whole',
      'empty',
    ]);
    expect(problemOf({}, 'handler,approver')).toBeUndefined();
  });
});

describe('a difference of policies', () => {
  it('leaves out what stays the same far from a change, and numbers the lines of the new text', () => {
    const kept = (line: string) => ({ change: 'kept' as const, line });
    const before = Array.from({ length: 10 }, (_, at) => kept(`line ${at + 1}`));
    const parts = shortened([...before, { change: 'removed', line: 'old' }, { change: 'added', line: 'new' }, kept('end')]);
    expect(parts.map(({ change, lines }) => [change, lines.length])).toEqual([
      ['skipped', 7],
      ['kept', 3],
      ['removed', 1],
      ['added', 1],
      ['kept', 1],
    ]);
    expect(parts[2]!.lines).toEqual([{ number: undefined, text: 'old' }]);
    expect(parts[3]!.lines).toEqual([{ number: 11, text: 'new' }]);
  });
});

describe('a decision on a rule', () => {
  const decision = (from: string, setting: string, until?: string) => ({ rule: 'r', setting, decided_by: 'U1', reason: 'why', from, until, version: 1 });

  it('is the one that began last among those that hold on the day', () => {
    const all = [decision('2026-11-01', 'on'), decision('2026-01-01', 'off'), decision('2026-11-10', 'late', '2026-11-15'), decision('2026-12-01', 'coming')];
    expect(decisionOn(all, 'r', TODAY)?.setting).toBe('on');
    expect(decisionOn(all, 'r', '2026-11-15')?.setting).toBe('late');
    expect(decisionOn(all, 'r', '2025-12-31')).toBeUndefined();
    expect(decisionOn(all, 'other', TODAY)).toBeUndefined();
  });
});

describe('what is told in few words', () => {
  it('is a browser', () => {
    expect(shortAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0')).toBe(
      'Edge 126 · Windows',
    );
    expect(shortAgent('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0')).toBe('Firefox 128 · Linux');
    expect(shortAgent('curl/8.9')).toBe('curl/8.9');
  });

  it('is the size of a file', () => {
    expect([0, 999, 1000, 10_514_432, 5_200_000_000_000].map(sizeOf)).toEqual(['0 B', '999 B', '1.0 kB', '11 MB', '5.2 TB']);
  });
});

describe('the ledger', () => {
  it('is asked by days of Beijing, the last one to its end', () => {
    expect(startOfDay('2026-11-20')).toBe('2026-11-19T16:00:00.000Z');
    expect(startOfDay('2026-12-31', 1)).toBe('2026-12-31T16:00:00.000Z');
    expect(startOfDay('yesterday')).toBeUndefined();
  });

  it('is exported so that no spreadsheet takes a text for a formula', () => {
    expect(csv([['a,b', '=1+1', 'say "no"', null, -3]])).toBe('\uFEFF"a,b",\'=1+1,"say ""no""",,-3\r\n');
  });
});
