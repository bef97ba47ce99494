/** Where the list of duties is, so that no number is linked by an address written by hand; its conditions are those of the interface. */
import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router';

import type { Status } from '@/components/status';

export interface DutyConditions {
  status?: readonly Status[];
  division?: string;
  unit?: string;
  duty?: string;
  since_from?: string;
}

export function dutyList({ status, ...others }: DutyConditions): RouteLocationRaw {
  const query: LocationQueryRaw = status?.length ? { status: [...status] } : {};
  for (const [name, value] of Object.entries(others)) if (value) query[name] = value;
  return { path: '/duties', query };
}
