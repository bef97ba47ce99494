/**
 * Reads again what the stream of changes does not tell of, such as accounts, grants and work in the background: every now and then while somebody
 * looks at it, and when he comes back to it.
 */
import { onScopeDispose } from 'vue';

import { useChanges } from './changes';

const EVERY_MS = 15_000;

export function useLooking(run: () => void, everyMs = EVERY_MS): void {
  const timer = setInterval(() => {
    if (!document.hidden) run();
  }, everyMs);
  onScopeDispose(() => clearInterval(timer));
  // The stream rests while nobody looks; when it begins again something may have been missed.
  useChanges(run, () => false);
}
