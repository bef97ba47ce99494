/** A value that follows another one once it has come to rest. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';

export function useDebounced<T>(source: () => T, restMs: number): Readonly<Ref<T>> {
  const settled = ref(source()) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(source, (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => (settled.value = value), restMs);
  });
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}
