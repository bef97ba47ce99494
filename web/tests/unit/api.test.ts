import createClient from 'openapi-fetch';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { nameOf, save } from '@/api/download';
import { fieldOf, ProblemError } from '@/api/problem';
import { hooks, send } from '@/api/transport';
import { chosenFile } from '@/components/chosen-file';
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

describe('a session', () => {
  const loggedOut = vi.spyOn(hooks, 'loggedOut');
  afterEach(() => {
    loggedOut.mockClear();
    vi.unstubAllGlobals();
  });

  it.each([
    ['not_logged_in', 401, 1],
    ['second_factor_needed', 403, 1],
    ['forbidden', 403, 0],
  ])('that is answered %s leads to the log-in, if it is good for nothing', async (code, status, times) => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code, status, title: '', detail: '', request_id: '' }, { status })));
    expect((await send(new Request('http://localhost/'))).status).toBe(status);
    expect(loggedOut).toHaveBeenCalledTimes(times);
  });
});

describe('a file', () => {
  it('can be chosen again after it was mended', () => {
    const file = new File(['a'], 'a.csv');
    const input = { files: [file], value: 'C:\\fakepath\\a.csv' };
    expect(chosenFile({ target: input } as unknown as Event)).toBe(file);
    expect(input.value).toBe('');
    expect(chosenFile({ target: { files: [], value: '' } } as unknown as Event)).toBeUndefined();
  });

  it('that is refused says why, as the server said it', async () => {
    const refusal = { code: 'forbidden', title: '未开放', detail: '没有导出权限', status: 403, request_id: 'R7' };
    const answered = (body: string, status: number) =>
      createClient<{ '/file': { get: { responses: { 200: { content: { 'text/csv': string } } } } } }>({
        baseUrl: 'http://localhost',
        fetch: () => Promise.resolve(new Response(body, { status })),
      });
    const ask = (body: string, status: number) => save(answered(body, status).GET('/file', { parseAs: 'blob' }), 'file.csv');
    await expect(ask(JSON.stringify(refusal), 403)).rejects.toMatchObject({ code: 'forbidden', detail: '没有导出权限', requestId: 'R7' });
    // A proxy that answers in the server's place says nothing that could be shown.
    await expect(ask('<html>', 502)).rejects.toMatchObject({ status: 502, detail: expect.stringContaining('502') as string });
  });

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
