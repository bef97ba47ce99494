/** A page that could not be opened: what went wrong, and where the user was on the way to. */
import { shallowRef } from 'vue';

import { asProblem, ProblemError } from '@/api/problem';

export const failed = shallowRef<{ problem: ProblemError; to: string }>();

const TRIED = 'shouwang.loaded-anew';

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What to do when a way leads nowhere. After an upgrade the parts of the pages have other names: then all of it is loaded anew, once. What the
 * server refuses is said at once, and so is what goes wrong again.
 */
export function onFailure(thrown: unknown, to: string, loadAnew: (to: string) => void, shelf: Shelf = sessionStorage): void {
  if (!(thrown instanceof ProblemError) && shelf.getItem(TRIED) !== to) {
    shelf.setItem(TRIED, to);
    loadAnew(to);
  } else {
    failed.value = { problem: asProblem(thrown), to };
  }
}

/** Loads the whole page at an address. Where only what stands behind `#` is another one, a browser would stay where it is. */
export function openAnew(to: string): void {
  const [wanted] = to.split('#');
  if (wanted === location.pathname + location.search) location.reload();
  else location.assign(to);
}

/** A page was opened: the next failure is another one. */
export function onOpened(shelf: Shelf = sessionStorage): void {
  failed.value = undefined;
  shelf.removeItem(TRIED);
}
