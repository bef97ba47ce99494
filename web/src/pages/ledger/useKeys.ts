/** By which keys the signatures under a receipt are verified: those that the user brings, or else those that this browser knows, or meets now. */
import { computed, ref, shallowRef, watch } from 'vue';

import { useResource } from '@/composables/resource';

import { publishedKeys } from './api';
import { differs, knownKeys, metKeys, rememberKeys, type KnownKeys } from './known-keys';

export function useKeys(origin: () => string | undefined) {
  const pasted = ref('');
  const known = shallowRef<KnownKeys>();
  const shown = useResource(origin, async () => (await publishedKeys()) ?? '');

  function remember(keys: KnownKeys | undefined) {
    const of = origin();
    if (of === undefined) return;
    known.value = keys;
    rememberKeys(of, keys);
  }
  watch(
    [origin, shown.data],
    () => {
      const of = origin();
      if (of === undefined) return;
      const before = knownKeys(of);
      known.value = before;
      const met = metKeys(of, before, shown.data.value);
      if (met !== before) remember(met);
    },
    { immediate: true },
  );

  return {
    pasted,
    known,
    shown,
    /** The text of the keys that are gone by, and whether the user vouches for them. */
    used: computed(() => (pasted.value.trim() ? { text: pasted.value, vouched: true } : { text: known.value?.keys ?? '', vouched: known.value?.compared ?? false })),
    /** The server shows other keys than the ones that this browser knows. */
    isOther: computed(() => differs(origin() ?? '', known.value, shown.data.value)),
    compared: () => known.value && remember({ ...known.value, compared: true }),
    forget() {
      remember(undefined);
      const of = origin();
      if (of !== undefined) remember(metKeys(of, undefined, shown.data.value));
    },
  };
}

export type Keys = ReturnType<typeof useKeys>;
