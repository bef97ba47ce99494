/** What a table shows: a page keeps it in its address, or by itself. */
import { computed, type WritableComputedRef } from 'vue';

import { useQueryList, useQueryState } from '@/composables/query';

export interface TableState {
  filters: string[];
  q: string;
  sort: string;
  /** Only rows that hold on this day. */
  on: string;
}

export const emptyState = (): TableState => ({ filters: [], q: '', sort: '', on: '' });

/** The state of a page's one table, in the address of the page. */
export function useTableQuery(): WritableComputedRef<TableState> {
  const filters = useQueryList('filter');
  const q = useQueryState('q');
  const sort = useQueryState('sort');
  const on = useQueryState('on');
  return computed({
    get: () => ({ filters: filters.value, q: q.value, sort: sort.value, on: on.value }),
    set(next) {
      filters.value = next.filters;
      q.value = next.q;
      sort.value = next.sort;
      on.value = next.on;
    },
  });
}
