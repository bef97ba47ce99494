/** State that stands in the address, so that a view can be sent to a colleague and the back button works. */
import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';

/** Changes of one turn are put into the address together; each alone would undo the one before. */
const waiting = new WeakMap<object, LocationQueryRaw>();

function useQuery<T>(name: string, read: (given: string[]) => T, write: (value: T) => string[]): WritableComputedRef<T> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => read([route.query[name] ?? []].flat().filter((value): value is string => value !== null)),
    set(value) {
      const texts = write(value);
      const first = !waiting.has(router);
      const changes = waiting.get(router) ?? {};
      changes[name] = texts.length ? texts : undefined;
      waiting.set(router, changes);
      if (!first) return;
      queueMicrotask(() => {
        waiting.delete(router);
        void router.replace({ query: { ...route.query, ...changes }, hash: route.hash });
      });
    },
  });
}

/** A text in the address; what it is by default is not written there. */
export function useQueryState(name: string, usual = ''): WritableComputedRef<string> {
  return useQuery(
    name,
    (given) => given[0] ?? usual,
    (value) => (value === usual ? [] : [value]),
  );
}

/** Several texts under one name. */
export const useQueryList = (name: string): WritableComputedRef<string[]> =>
  useQuery(
    name,
    (given) => given,
    (value) => value,
  );
