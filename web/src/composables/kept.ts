/**
 * What is typed and not saved outlives the page: it is kept while it is typed, offered when the same is opened again, and gone once it is saved or
 * given up.
 */
import { onScopeDispose, shallowRef, watch } from 'vue';

import { session } from '@/app/session';

import { forget, keep, readKept, type Kept } from './shelf';

export interface Typing<T> {
  /** Names what is filled in; nothing while nothing is. */
  place: () => string | undefined;
  /** What was typed, as it is to be kept: another value whenever it changed. */
  typed: () => T;
  isDirty: () => boolean;
  /** The version into which it is typed. */
  version: () => number | undefined;
  /** Whether what was kept says no more than what stands there anyway. */
  isSame: (typed: T) => boolean;
  /** Puts back what was kept. */
  restore: (kept: Kept<T>) => void;
}

export function useKept<T>({ place, typed, isDirty, version, isSame, restore }: Typing<T>) {
  // Who typed it is known even when the session has ended meanwhile.
  const login = session.value?.login ?? '';
  const offered = shallowRef<Kept<T>>();
  let at: string | undefined;

  /** Looks what is kept for what is filled in from now on. */
  function follow() {
    if (place() === at) return;
    at = place();
    offered.value = undefined;
    if (at === undefined) return;
    const kept = readKept<T>(login, at);
    if (kept && !isSame(kept.typed)) offered.value = kept;
    else forget(login, at);
  }
  watch(place, follow, { immediate: true });
  watch([typed, isDirty], () => {
    follow();
    if (at === undefined) return;
    if (isDirty()) keep(login, at, { version: version(), typed: typed() });
    else if (!offered.value) forget(login, at);
  });

  const warn = (event: BeforeUnloadEvent) => {
    if (!isDirty()) return;
    event.preventDefault();
    // Older browsers ask only because of this.
    event.returnValue = '';
  };
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => window.removeEventListener('beforeunload', warn));

  return {
    offered,
    restore() {
      if (offered.value) restore(offered.value);
      offered.value = undefined;
    },
    /** It is saved or given up, with what is offered. */
    drop() {
      offered.value = undefined;
      if (at !== undefined) forget(login, at);
    },
  };
}
