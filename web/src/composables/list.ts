/** A list that comes page by page: the first page whenever the question changes, further ones when asked for. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

import { asProblem, type ProblemError } from '@/api/problem';

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
  reload: () => Promise<void>;
}

/** Asks whenever `key` says something else; `undefined` asks nothing. What came before a new answer stays in view until it is there. */
export function useList<K, T, C>(key: () => K | undefined, load: (key: K, after: C | undefined, signal: AbortSignal) => Promise<ListPage<T, C>>): List<T> {
  const rows = shallowRef<readonly T[]>();
  const hasMore = ref(false);
  const loading = ref(false);
  const problem = shallowRef<ProblemError>();
  let next: C | undefined;
  let control: AbortController | undefined;

  async function ask(after: C | undefined): Promise<void> {
    control?.abort();
    const asked = key();
    if (asked === undefined) {
      rows.value = problem.value = undefined;
      hasMore.value = loading.value = false;
      return;
    }
    const own = (control = new AbortController());
    loading.value = true;
    try {
      const page = await load(asked, after, own.signal);
      if (control !== own) return;
      rows.value = after === undefined ? page.rows : [...(rows.value ?? []), ...page.rows];
      next = page.next ?? undefined;
      hasMore.value = next !== undefined;
      problem.value = undefined;
    } catch (thrown) {
      if (control === own) problem.value = asProblem(thrown);
    } finally {
      if (control === own) loading.value = false;
    }
  }

  watch(() => JSON.stringify(key()), () => void ask(undefined), { immediate: true });
  onScopeDispose(() => {
    control?.abort();
    control = undefined;
  });
  return { rows, hasMore, loading, problem, more: () => (next === undefined ? Promise.resolve() : ask(next)), reload: () => ask(undefined) };
}
