/** What is asked of entries and acts, as it stands in the address and as the server takes it. */
import { computed } from 'vue';

import { useQueryState } from '@/composables/query';

/** The first moment of a day in Beijing; of the day after it, with `further`. */
export function startOfDay(day: string, further = 0): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const moment = new Date(`${day}T00:00:00+08:00`);
  if (Number.isNaN(moment.getTime())) return undefined;
  moment.setUTCDate(moment.getUTCDate() + further);
  return moment.toISOString();
}

/** The conditions of the page's address. `query` is what both lists take. */
export function useAsked() {
  const state = {
    actor: useQueryState('actor'),
    operation: useQueryState('operation'),
    unit: useQueryState('unit'),
    since: useQueryState('since'),
    until: useQueryState('until'),
    register: useQueryState('register'),
    code: useQueryState('code'),
  };
  const all = Object.values(state);
  return {
    ...state,
    hasConditions: computed(() => all.some(({ value }) => value !== '')),
    drop: () => all.forEach((one) => (one.value = '')),
    query: computed(() => ({
      actor: state.actor.value.trim() || undefined,
      operation: state.operation.value || undefined,
      unit: state.unit.value.trim() || undefined,
      since: startOfDay(state.since.value),
      until: startOfDay(state.until.value, 1),
    })),
  };
}

export type Asked = ReturnType<typeof useAsked>;
