/** What is typed and not saved outlives the page: it is kept while it is typed, offered when the draft is opened again, and gone once it is saved or given up. */
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

import { session } from '@/app/session';
import type { Line, Matter } from '@/matters/api';
import { sameLines } from '@/matters/draft';
import { forget, keep, readKept, type Kept } from '@/matters/kept';

interface Draft {
  lines: Ref<Line[]>;
  stored: ShallowRef<Matter | undefined>;
  isDirty: Readonly<Ref<boolean>>;
  /** The lines once they have come to rest. */
  settled: Readonly<Ref<Line[]>>;
}

export function useKept(number: string, { lines, stored, isDirty, settled }: Draft) {
  // Who typed it is known even when the session has ended meanwhile.
  const login = session.value?.login ?? '';
  const offered = shallowRef<Kept>();

  const stop = watch(
    stored,
    (matter) => {
      if (!matter) return;
      stop();
      const kept = readKept(login, number);
      if (kept && !sameLines(kept.lines, matter.lines as Line[])) offered.value = kept;
      else forget(login, number);
    },
    { flush: 'sync' },
  );
  watch([settled, isDirty], () => {
    if (isDirty.value && stored.value) keep(login, number, { version: stored.value.version, lines: settled.value });
    else if (!offered.value) forget(login, number);
  });

  const warn = (event: BeforeUnloadEvent) => {
    if (!isDirty.value) return;
    event.preventDefault();
    // Older browsers ask only because of this.
    event.returnValue = '';
  };
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => window.removeEventListener('beforeunload', warn));

  return {
    offered,
    restore() {
      if (offered.value) lines.value = offered.value.lines;
      offered.value = undefined;
    },
    /** It is given up, with what is offered. */
    drop() {
      offered.value = undefined;
      forget(login, number);
    },
  };
}
