/** Something that a page asks for: loading, problem, asking again. An answer to an older question is dropped, and the question is given up. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

import { asProblem, type ProblemError } from '@/api/problem';
import { language } from '@/i18n';

import { waitForNewest } from './newest';

export interface Resource<T> {
  /** The last answer; it stays while another is awaited. */
  data: ShallowRef<T | undefined>;
  problem: ShallowRef<ProblemError | undefined>;
  loading: Ref<boolean>;
  /** Asks the same again; done when the newest answer is there, also where another asking overtook this one. */
  reload: () => Promise<void>;
}

/**
 * Asks whenever `key` says something else, and when the language changes, in which the server speaks. `undefined` asks nothing. Where `about` says
 * what a question is about, an answer about something else goes as soon as this is asked, so that no page shows it under the other's name.
 */
export function useResource<K, T>(
  key: () => K | undefined,
  load: (key: K, signal: AbortSignal) => Promise<T>,
  about: (key: K) => string | number = () => '',
): Resource<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<ProblemError>();
  const loading = ref(false);
  let control: AbortController | undefined;
  let subject: string | number | undefined;
  const settle = waitForNewest();

  async function askOnce(asked: K | undefined): Promise<void> {
    control?.abort();
    if (asked === undefined) {
      data.value = problem.value = undefined;
      loading.value = false;
      return;
    }
    const own = (control = new AbortController());
    if (about(asked) !== subject) data.value = problem.value = undefined;
    subject = about(asked);
    loading.value = true;
    try {
      const answer = await load(asked, own.signal);
      if (control !== own) return;
      data.value = answer;
      problem.value = undefined;
    } catch (thrown) {
      if (control !== own) return;
      problem.value = asProblem(thrown);
    } finally {
      if (control === own) loading.value = false;
    }
  }

  const ask = () => settle(askOnce(key()));
  const text = () => JSON.stringify([key(), language.value]);
  watch(text, () => void ask(), { immediate: true });
  onScopeDispose(() => {
    control?.abort();
    control = undefined;
  });
  return { data, problem, loading, reload: ask };
}
