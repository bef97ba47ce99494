/** A list that comes page by page: the first page whenever the question changes, further ones when asked for. Asked anew, it stays as long as it was. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

import { asProblem, type ProblemError } from '@/api/problem';

import { waitForNewest } from './newest';

/** A page as the server gives it: its rows, and what the question for the next one names; nothing on the last. */
export interface ListPage<T, C> {
  rows: readonly T[];
  next?: C | null;
}

export interface List<T> {
  /** `undefined` until the first page has come; then what came so far. */
  rows: ShallowRef<readonly T[] | undefined>;
  hasMore: Ref<boolean>;
  loading: Ref<boolean>;
  problem: ShallowRef<ProblemError | undefined>;
  more: () => Promise<void>;
  /**
   * Asks again for as many pages as stand there, and puts them in place of the old ones at once: what is selected or read does not go away. Done
   * when they stand there, also where this was overtaken by another asking.
   */
  reload: () => Promise<void>;
}

/** Asks whenever `key` says something else; `undefined` asks nothing. What came before a new answer stays in view until it is there. */
export function useList<K, T, C>(key: () => K | undefined, load: (key: K, after: C | undefined, signal: AbortSignal) => Promise<ListPage<T, C>>): List<T> {
  const rows = shallowRef<readonly T[]>();
  const hasMore = ref(false);
  const loading = ref(false);
  const problem = shallowRef<ProblemError>();
  let next: C | undefined;
  /** Pages that are to stand there. */
  let wanted = 1;
  /** Whether what stands there is to be replaced; then no page can be put behind it. */
  let isStale = true;
  let control: AbortController | undefined;
  const settle = waitForNewest();

  async function askOnce(pages: number, anew: boolean): Promise<void> {
    control?.abort();
    wanted = pages;
    isStale ||= anew;
    const asked = key();
    if (asked === undefined) {
      rows.value = problem.value = undefined;
      hasMore.value = loading.value = false;
      return;
    }
    const own = (control = new AbortController());
    loading.value = true;
    try {
      const came = isStale ? [] : [...(rows.value ?? [])];
      let after = isStale ? undefined : next;
      for (let left = isStale ? pages : 1; left > 0; left -= 1) {
        const page = await load(asked, after, own.signal);
        if (control !== own) return;
        came.push(...page.rows);
        after = page.next ?? undefined;
        if (after === undefined) break;
      }
      rows.value = came;
      next = after;
      isStale = false;
      hasMore.value = next !== undefined;
      problem.value = undefined;
    } catch (thrown) {
      if (control === own) problem.value = asProblem(thrown);
    } finally {
      if (control === own) loading.value = false;
    }
  }

  const ask = (pages: number, anew: boolean) => settle(askOnce(pages, anew));
  watch(() => JSON.stringify(key()), () => void ask(1, true), { immediate: true });
  onScopeDispose(() => {
    control?.abort();
    control = undefined;
  });
  return { rows, hasMore, loading, problem, more: () => (next === undefined ? Promise.resolve() : ask(wanted + 1, false)), reload: () => ask(wanted, true) };
}
