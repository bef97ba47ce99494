/** Does something after a rest, the last of what was asked for, as long as the component is there: an answer that comes late begins nothing any more. */
import { onScopeDispose } from 'vue';

export function useLater(): (run: () => void, restMs: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  onScopeDispose(() => {
    isOver = true;
    clearTimeout(timer);
  });
  return (run, restMs) => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(run, restMs);
  };
}
