/**
 * Sensitive changes ask for a proof that is not too old. Where the server refuses for that, the page asks for the password once more and does
 * the same again.
 */
import { ref } from 'vue';

import { api, take } from '@/api/client';
import { ProblemError } from '@/api/problem';
import { loadSession } from '@/app/session';
import { useAction } from '@/composables/action';

export function useProof() {
  const open = ref(false);
  let settle: ((proved: boolean) => void) | undefined;

  /** Asks for the password; says whether it was given. */
  const ask = () =>
    new Promise<boolean>((resolve) => {
      settle = resolve;
      open.value = true;
    });
  const confirming = useAction(async (password: string) => {
    await take(api.POST('/api/v1/account/confirmation', { body: { password } }));
    await loadSession();
    settle?.(true);
    settle = undefined;
    open.value = false;
  });

  return {
    open,
    confirming,
    /** Closed without the password. */
    turnAway: () => {
      confirming.problem.value = undefined;
      settle?.(false);
      settle = undefined;
    },
    /** Does it, after a proof where one is asked for. */
    async run<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || thrown.code !== 'forbidden' || !(await ask())) throw thrown;
        return work();
      }
    },
  };
}

export type Proof = ReturnType<typeof useProof>;
