/** Where the pages of registers are, so that no other page writes such an address by hand. */
import type { RouteLocationRaw } from 'vue-router';

export const registerPage = (register: string, filters: readonly string[] = []): RouteLocationRaw => ({
  name: 'register',
  params: { register },
  query: filters.length ? { filter: [...filters] } : {},
});

/** The page of a row; without a first day, of what the code says on the day of reading. */
export const rowPage = (register: string, code: string, from?: string | null): RouteLocationRaw => ({
  name: 'row',
  params: { register, code },
  query: from ? { from } : {},
});
