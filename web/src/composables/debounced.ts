/** A value that follows another one once it has come to rest, or once it has not for as long as anybody waits. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';

export function useDebounced<T>(source: () => T, restMs: number, mostMs = Infinity): Readonly<Ref<T>> {
  const settled = ref(source()) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Since when it has not followed. */
  let since: number | undefined;
  watch(source, (value) => {
    clearTimeout(timer);
    since ??= Date.now();
    const left = Math.max(0, since + mostMs - Date.now());
    timer = setTimeout(() => {
      since = undefined;
      settled.value = value;
    }, Math.min(restMs, left));
  });
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}
