/** Something that a user does: it runs once at a time, and what went wrong is kept until the next try. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';

import { asProblem, type ProblemError } from '@/api/problem';

export interface Action<A extends unknown[], T> {
  run: (...given: A) => Promise<T | undefined>;
  running: Ref<boolean>;
  problem: ShallowRef<ProblemError | undefined>;
}

export function useAction<A extends unknown[], T>(act: (...given: A) => Promise<T>): Action<A, T> {
  const running = ref(false);
  const problem = shallowRef<ProblemError>();
  return {
    running,
    problem,
    async run(...given) {
      if (running.value) return undefined;
      running.value = true;
      problem.value = undefined;
      try {
        return await act(...given);
      } catch (thrown) {
        problem.value = asProblem(thrown);
        return undefined;
      } finally {
        running.value = false;
      }
    },
  };
}
