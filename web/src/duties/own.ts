/** The units that the user acts for: those of his grants, first the one that he works for. */
import { computed } from 'vue';

import { session } from '@/app/session';

export const ownUnits = computed(() => {
  const grants = session.value?.grants.flatMap(({ unit }) => unit ?? []) ?? [];
  const own = session.value?.unit;
  return [...new Set(own && grants.includes(own) ? [own, ...grants] : grants)];
});
