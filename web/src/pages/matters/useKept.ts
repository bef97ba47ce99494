/** The lines of a draft that are typed and not saved, kept as everything typed is. */
import type { Ref, ShallowRef } from 'vue';

import { useKept as useKeptTyping } from '@/composables/kept';
import type { Line, Matter } from '@/matters/api';
import { sameLines } from '@/matters/draft';

interface Draft {
  lines: Ref<Line[]>;
  stored: ShallowRef<Matter | undefined>;
  isDirty: Readonly<Ref<boolean>>;
  /** The lines once they have come to rest. */
  settled: Readonly<Ref<Line[]>>;
}

export const useKept = (number: string, { lines, stored, isDirty, settled }: Draft) =>
  useKeptTyping<Line[]>({
    place: () => (stored.value ? number : undefined),
    typed: () => settled.value,
    isDirty: () => isDirty.value,
    version: () => stored.value?.version,
    isSame: (kept) => sameLines(kept, (stored.value?.lines ?? []) as Line[]),
    restore: (kept) => (lines.value = kept.typed),
  });
