/** Where a way leads on a page. */
import { expect, it } from 'vitest';

import { moveOf } from '@/app/place';

const at = (path: string, hash = '') => ({ path, hash });

it('another page begins at its top, and the same page with another question stays where it is', () => {
  expect(moveOf(at('/law/a/2'), at('/law/a/1'), false, 300)).toEqual({ to: 'top' });
  expect(moveOf(at('/law/a/1'), at('/law/a/1'), false, 300)).toEqual({ to: 'stay' });
});

it('Back returns to where one was, also where the address names something', () => {
  expect(moveOf(at('/law/a/1'), at('/law/a/2'), true, 300)).toEqual({ to: 'kept', top: 300 });
  expect(moveOf(at('/law/a/1', '#p1-2'), at('/law/a/2'), true, 40)).toEqual({ to: 'kept', top: 40 });
  // Where one was is not known any more after the page was loaded anew.
  expect(moveOf(at('/law/a/1', '#p1-2'), at('/law/a/2'), true, undefined)).toEqual({ to: 'named', id: 'p1-2' });
});

it('an address leads to what it names, on this page and on another', () => {
  expect(moveOf(at('/overview', '#units'), at('/overview'), false, 0)).toEqual({ to: 'named', id: 'units' });
  expect(moveOf(at('/law/a/1', '#p1-2'), at('/law/comparison'), false, undefined)).toEqual({ to: 'named', id: 'p1-2' });
  expect(moveOf(at('/law/a/1', '#p1-2'), at('/law/a/1', '#p1-2'), false, undefined)).toEqual({ to: 'stay' });
});
