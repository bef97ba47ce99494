/**
 * Where one is on a page. The pages scroll within the frame and not with the window, so that the browser keeps no place for them: a new page begins
 * at its top, Back returns to where one was, and an address with `#` leads to what it names. The head of a new page gets the focus, so that whoever
 * does not see it is told where he is.
 */
import { onScopeDispose, type Ref } from 'vue';
import type { RouteLocationNormalized, Router } from 'vue-router';

import { isTyping } from './shortcuts';

/** How long what is awaited may take to come. */
const PATIENCE_MS = 5000;

export type Move = { to: 'stay' } | { to: 'top' } | { to: 'kept'; top: number } | { to: 'named'; id: string };

/** Where a way leads on the page: `isBack` for the browser's own buttons, `top` where one was there the last time. */
export function moveOf(to: Pick<RouteLocationNormalized, 'path' | 'hash'>, from: Pick<RouteLocationNormalized, 'path' | 'hash'>, isBack: boolean, top: number | undefined): Move {
  if (isBack && top !== undefined) return { to: 'kept', top };
  const isOther = to.path !== from.path;
  if (to.hash && (isOther || to.hash !== from.hash)) return { to: 'named', id: to.hash.slice(1) };
  // Another question to the same page leaves one where one is.
  return isOther ? { to: 'top' } : { to: 'stay' };
}

export function usePlace(router: Router, box: Readonly<Ref<HTMLElement | null>>): void {
  /** By the place in the browser's history. */
  const tops = new Map<number, number>();
  let here = positionNow();
  let isBack = false;
  let give = () => {};

  const ends = [
    // A mere `#` that the browser follows by itself is no step in the history.
    router.options.history.listen((_to, _from, { delta }) => (isBack = delta !== 0)),
    router.beforeEach(() => {
      if (box.value) tops.set(here, box.value.scrollTop);
    }),
    router.afterEach((to, from, failure) => {
      const wasBack = isBack;
      isBack = false;
      if (failure) return;
      here = positionNow();
      arrive(moveOf(to, from, wasBack, tops.get(here)), to.path !== from.path);
    }),
  ];

  function arrive(move: Move, isOther: boolean) {
    give();
    const jobs = [isOther && move.to !== 'named' ? focusHead : undefined, jobOf(move)].filter((job) => job !== undefined);
    // The old page still stands there; the new one is put in its place before the next frame.
    const first = requestAnimationFrame(() => (give = whenThere(jobs)));
    give = () => cancelAnimationFrame(first);
  }

  function jobOf(move: Move): (() => boolean) | undefined {
    if (move.to === 'stay') return undefined;
    if (move.to === 'named') return () => showNamed(move.id);
    const top = move.to === 'kept' ? move.top : 0;
    return () => {
      if (!box.value) return false;
      box.value.scrollTop = top;
      return Math.abs(box.value.scrollTop - top) <= 1;
    };
  }

  function focusHead(): boolean {
    const { activeElement } = document;
    // What the page has given the focus to keeps it, and so does a field in which somebody types.
    if (isTyping(activeElement) || (activeElement !== box.value && box.value?.contains(activeElement))) return true;
    const head = box.value?.querySelector<HTMLElement>('h1');
    head?.focus({ preventScroll: true });
    return head !== null && head !== undefined;
  }

  /** Tries until all is done, whenever something came onto the page; gives up when it takes too long or the user goes somewhere himself. */
  function whenThere(jobs: (() => boolean)[]): () => void {
    let left = jobs;
    const attempt = () => {
      left = left.filter((job) => !job());
      if (left.length === 0) stop();
    };
    const observer = new MutationObserver(attempt);
    const patience = setTimeout(stop, PATIENCE_MS);
    const own = ['wheel', 'pointerdown', 'keydown', 'touchmove'];
    function stop() {
      observer.disconnect();
      clearTimeout(patience);
      for (const name of own) document.removeEventListener(name, stop);
    }
    for (const name of own) document.addEventListener(name, stop, { passive: true });
    if (box.value) observer.observe(box.value, { childList: true, subtree: true });
    attempt();
    return stop;
  }

  onScopeDispose(() => {
    give();
    for (const end of ends) end();
  });
  // Whoever comes by a link with `#` is led there too.
  const { hash } = router.currentRoute.value;
  if (hash) arrive({ to: 'named', id: hash.slice(1) }, false);
}

/** The router counts the places of the history. */
const positionNow = (): number => Number((history.state as { position?: number } | null)?.position ?? 0);

function showNamed(id: string): boolean {
  const named = document.getElementById(id);
  named?.scrollIntoView({ block: 'start' });
  return named !== null;
}
