/**
 * Where one is on a page. The pages scroll within the frame and not with the window, so that the browser keeps no place for them: a new page begins
 * at its top, Back returns to where one was, and an address with `#` leads to what it names. The head of a new page gets the focus, so that whoever
 * does not see it is told where he is.
 */
import { onScopeDispose, type Ref } from 'vue';
import type { RouteLocationNormalized, Router } from 'vue-router';

import { isTyping } from './shortcuts';

/** How long a place is held while what is awaited comes. */
const PATIENCE_MS = 5000;

export type Move = { to: 'stay' } | { to: 'top' } | { to: 'kept'; top: number } | { to: 'named'; id: string };

/** Where a way leads on the page: `isBack` for the browser's own buttons, `top` where one was there the last time. */
export function moveOf(
  to: Pick<RouteLocationNormalized, 'path' | 'hash'>,
  from: Pick<RouteLocationNormalized, 'path' | 'hash'>,
  isBack: boolean,
  top: number | undefined,
): Move {
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
    const place = placeOf(move);
    let isFocused = !isOther || move.to === 'named';
    // The old page still stands there; the new one is put in its place before the next frame.
    const first = requestAnimationFrame(() => {
      give = hold(() => {
        place?.();
        isFocused ||= focusHead();
      });
    });
    give = () => cancelAnimationFrame(first);
  }

  function placeOf(move: Move): (() => void) | undefined {
    if (move.to === 'stay') return undefined;
    if (move.to === 'named') return () => document.getElementById(move.id)?.scrollIntoView({ block: 'start' });
    const top = move.to === 'kept' ? move.top : 0;
    return () => box.value && (box.value.scrollTop = top);
  }

  function focusHead(): boolean {
    const { activeElement } = document;
    // What the page has given the focus to keeps it, and so does a field in which somebody types.
    if (isTyping(activeElement) || (activeElement !== box.value && box.value?.contains(activeElement))) return true;
    const head = box.value?.querySelector<HTMLElement>('h1');
    head?.focus({ preventScroll: true });
    return head !== null && head !== undefined;
  }

  /** Holds a place whenever something came onto the page, for what comes above moves it; not for long, and not when the user goes somewhere himself. */
  function hold(take: () => void): () => void {
    const observer = new MutationObserver(take);
    const patience = setTimeout(stop, PATIENCE_MS);
    const own = ['wheel', 'pointerdown', 'keydown', 'touchmove'];
    function stop() {
      observer.disconnect();
      clearTimeout(patience);
      for (const name of own) document.removeEventListener(name, stop);
    }
    for (const name of own) document.addEventListener(name, stop, { passive: true });
    if (box.value) observer.observe(box.value, { childList: true, subtree: true });
    take();
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
