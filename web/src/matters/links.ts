/** Where the pages of matters are, so that no other page writes such an address by hand. */
import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router';

export const mattersPage = (query: LocationQueryRaw = {}): RouteLocationRaw => ({ name: 'matters', query });

export const matterPage = (number: string): RouteLocationRaw => ({ name: 'matter', params: { number } });

/** Where a draft is filled in. */
export const matterFormPage = (number: string): RouteLocationRaw => ({ name: 'matter-form', params: { number } });

export const noticesPage = (): RouteLocationRaw => ({ name: 'matter-notices' });

/** What is there without a matter. */
export const findingsPage = (query: LocationQueryRaw = {}): RouteLocationRaw => ({ name: 'matter-findings', query });

/** Where a matter is started: all of them, those about a thing that is there already, or one. */
export const startPage = (about: { register?: string; subject?: string; kind?: string } = {}): RouteLocationRaw => ({
  name: 'matter-start',
  query: { ...about },
});
