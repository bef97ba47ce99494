/** Something that a user does: it runs once at a time, and what went wrong is kept until the next try. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';

import { asProblem, type ProblemError } from '@/api/problem';

export interface Action<A extends unknown[], T> {
  run: (...given: A) => Promise<T | undefined>;
  running: Ref<boolean>;
  /** What it runs with; nothing while it rests. */
  given: ShallowRef<A | undefined>;
  problem: ShallowRef<ProblemError | undefined>;
}

export function useAction<A extends unknown[], T>(act: (...given: A) => Promise<T>): Action<A, T> {
  const running = ref(false);
  const given = shallowRef<A>();
  const problem = shallowRef<ProblemError>();
  return {
    running,
    given,
    problem,
    async run(...asked) {
      if (running.value) return undefined;
      running.value = true;
      given.value = asked;
      problem.value = undefined;
      try {
        return await act(...asked);
      } catch (thrown) {
        problem.value = asProblem(thrown);
        return undefined;
      } finally {
        running.value = false;
        given.value = undefined;
      }
    },
  };
}
