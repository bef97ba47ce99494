import { describe, expect, it } from 'vitest';

import { nameOf } from '@/api/download';
import { fieldOf, ProblemError } from '@/api/problem';
import { moment, today } from '@/i18n';

describe('a problem', () => {
  it('says which field is wrong, wherever the field stands in the body', () => {
    expect(['/rows/0/row/name', '/name', 'filter', '/puts/3', '/a~1b'].map(fieldOf)).toEqual(['name', 'name', 'filter', undefined, 'a/b']);
    const errors = [
      { place: '/name', detail: 'too long' },
      { place: '/name', detail: 'and odd' },
      { place: '/rows/1', detail: 'twice' },
    ];
    const problem = new ProblemError({ code: 'invalid', status: 422, title: '', detail: '', request_id: '', errors });
    expect([problem.fields.get('name'), problem.others]).toEqual(['too long and odd', ['twice']]);
  });
});

describe('a file', () => {
  it('has the name that the server gives it', () => {
    expect(nameOf("attachment; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx")).toBe('台账.xlsx');
    expect(nameOf('attachment; filename="registers.xlsx"')).toBe('registers.xlsx');
    expect(nameOf(null)).toBeUndefined();
  });
});

describe('a moment', () => {
  it('is said in Beijing time', () => {
    expect(moment('2026-11-21T16:30:00Z')).toBe('2026-11-22 00:30');
    expect(today(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
    expect(moment(undefined)).toBe('');
  });
});
