/** The map that the user loaded, with the number under which it was reviewed: kept in this browser until he drops it, and sent nowhere. */
import { computed, ref, shallowRef } from 'vue';

import { fetched, forgotten, kept } from '@/composables/cupboard';

import type { Division } from './divisions';
import { GeoError, readGeo, shapeOf, type GeoMap } from './geo';
import { t } from './words';

const NAME = 'map';
const REVIEW_MAX = 60;
interface KeptMap {
  map: GeoMap;
  review: string;
}

const loaded = shallowRef<GeoMap>();
const review = ref('');
let recalled = false;

const PROBLEMS = { form: 'mapForm', empty: 'mapEmpty', large: 'mapLarge' } as const;

/** What was kept is there again, unless another one was loaded in the meantime. */
async function recall(): Promise<void> {
  if (recalled) return;
  recalled = true;
  const before = await fetched<KeptMap>(NAME);
  if (!before || loaded.value || !Array.isArray(before.map?.shapes)) return;
  loaded.value = before.map;
  review.value = String(before.review ?? '');
}

export function useSessionMap(divisions: () => readonly Division[]) {
  void recall();
  const refused = ref<keyof typeof PROBLEMS>();
  /** The map, where it shows any of the divisions. */
  const map = computed(() => (loaded.value && divisions().some((division) => shapeOf(loaded.value!, division)) ? loaded.value : undefined));
  const problem = computed(() => {
    if (refused.value) return t(PROBLEMS[refused.value]);
    return loaded.value && !map.value && divisions().length > 0 ? t('mapOther') : undefined;
  });
  return {
    map,
    /** A map is loaded, also where it shows none of the divisions here. */
    isLoaded: computed(() => loaded.value !== undefined),
    /** The number of the map's review, as whoever loaded it says. */
    review: computed(() => review.value),
    problem,
    async choose(file: File | undefined): Promise<void> {
      if (!file) return;
      refused.value = undefined;
      try {
        loaded.value = readGeo(await file.text());
        review.value = '';
        await kept(NAME, { map: loaded.value, review: '' } satisfies KeptMap);
      } catch (thrown) {
        refused.value = thrown instanceof GeoError ? (thrown.message as keyof typeof PROBLEMS) : 'form';
      }
    },
    async reviewed(number: string): Promise<void> {
      review.value = number.trim().slice(0, REVIEW_MAX);
      if (loaded.value) await kept(NAME, { map: loaded.value, review: review.value } satisfies KeptMap);
    },
    async drop(): Promise<void> {
      loaded.value = undefined;
      review.value = '';
      refused.value = undefined;
      await forgotten(NAME);
    },
  };
}
