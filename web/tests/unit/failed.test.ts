/** A page that cannot be opened is loaded anew once, and then says so. */
import { beforeEach, expect, it, vi } from 'vitest';

import { ProblemError } from '@/api/problem';
import { failed, onFailure, onOpened } from '@/app/failed';

const held = new Map<string, string>();
const shelf = {
  getItem: (key: string) => held.get(key) ?? null,
  setItem: (key: string, value: string) => void held.set(key, value),
  removeItem: (key: string) => void held.delete(key),
};
const gone = new TypeError('Failed to fetch dynamically imported module');
const loadAnew = vi.fn();

beforeEach(() => {
  held.clear();
  loadAnew.mockClear();
  failed.value = undefined;
});

it('a part of the pages that an upgrade took away is fetched by loading all of it anew, once', () => {
  onFailure(gone, '/law/text?a=1', loadAnew, shelf);
  expect([loadAnew.mock.calls, failed.value]).toEqual([[['/law/text?a=1']], undefined]);
  onFailure(gone, '/law/text?a=1', loadAnew, shelf);
  expect(loadAnew).toHaveBeenCalledTimes(1);
  expect(failed.value).toMatchObject({ to: '/law/text?a=1', problem: { detail: gone.message } });
  // Once a page was opened, the next upgrade is another matter.
  onOpened(shelf);
  expect(failed.value).toBeUndefined();
  onFailure(gone, '/law/text?a=1', loadAnew, shelf);
  expect(loadAnew).toHaveBeenCalledTimes(2);
});

it('what the server refuses is said at once', () => {
  const problem = new ProblemError({ code: 'internal', status: 503, title: '', detail: 'later', request_id: 'R1' });
  onFailure(problem, '/', loadAnew, shelf);
  expect([loadAnew.mock.calls.length, failed.value]).toEqual([0, { problem, to: '/' }]);
});
