/** The map that the user loaded: kept in the memory of this page, for as long as it is open. */
import { computed, ref, shallowRef } from 'vue';

import type { Division } from './divisions';
import { GeoError, readGeo, shapeOf, type GeoMap } from './geo';
import { t } from './words';

const loaded = shallowRef<GeoMap>();

const PROBLEMS = { form: 'mapForm', empty: 'mapEmpty', large: 'mapLarge' } as const;

export function useSessionMap(divisions: () => readonly Division[]) {
  const refused = ref<keyof typeof PROBLEMS>();
  /** The map, where it shows any of the divisions. */
  const map = computed(() => (loaded.value && divisions().some((division) => shapeOf(loaded.value!, division)) ? loaded.value : undefined));
  const problem = computed(() => {
    if (refused.value) return t(PROBLEMS[refused.value]);
    return loaded.value && !map.value && divisions().length > 0 ? t('mapOther') : undefined;
  });
  return {
    map,
    problem,
    async choose(file: File | undefined): Promise<void> {
      if (!file) return;
      refused.value = undefined;
      try {
        loaded.value = readGeo(await file.text());
      } catch (thrown) {
        refused.value = thrown instanceof GeoError ? (thrown.message as keyof typeof PROBLEMS) : 'form';
      }
    },
    drop(): void {
      loaded.value = undefined;
      refused.value = undefined;
    },
  };
}
