/** The units for which the user may start matters: those where he is handler or approver, first the one that he works for. */
import { computed } from 'vue';

import { session } from '@/app/session';

const WRITERS: ReadonlySet<string> = new Set(['handler', 'approver']);

export const applicants = computed(() => {
  const units = session.value?.grants.filter(({ role }) => WRITERS.has(role)).flatMap(({ unit }) => unit ?? []) ?? [];
  const own = session.value?.unit;
  return [...new Set(own && units.includes(own) ? [own, ...units] : units)];
});
