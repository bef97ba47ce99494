/** How a form that lies over a page is closed, by Escape, by its cross or by a button: what was typed is dropped only if the user says so. */
import type { Ref } from 'vue';

import { askToDrop } from './dropping';

export interface Closing {
  open: Ref<boolean | undefined>;
  isDirty: () => boolean;
  /** What was asked for is on its way; the form stays until it is known what came of it. */
  isRunning: () => boolean;
  /** What is kept of the typing goes with it. */
  drop?: () => void;
  /** Asks the user; another one in tests. */
  ask?: () => Promise<boolean>;
}

export function useClosing({ open, isDirty, isRunning, drop, ask = askToDrop }: Closing): () => Promise<void> {
  // A second Escape while the question stands is no second question.
  let isAsking = false;
  return async () => {
    if (isAsking || isRunning()) return;
    if (isDirty()) {
      isAsking = true;
      const says = await ask().finally(() => (isAsking = false));
      if (!says) return;
      drop?.();
    }
    open.value = false;
  };
}
