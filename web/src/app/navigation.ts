/**
 * What a page tells of itself. Every folder of `pages` has a `routes.ts` that exports a `PageGroup` as its default: its routes, each loaded when it
 * is visited, and its entries in the navigation. Nothing else has to be changed for a new page.
 */
import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';

import type { Words } from '@/i18n';

declare module 'vue-router' {
  interface RouteMeta {
    /** What the browser's title says. */
    title?: Words;
    /** The operation that must be open to the user, as `x-authority` in the document names it. */
    operation?: string;
    /** Shown to everybody, without the frame of the product. */
    bare?: boolean;
    /** The page stays as it is when only its address changes; otherwise another address is another page. */
    keep?: boolean;
  }
}

export interface NavigationEntry {
  /** Where it leads. */
  to: string;
  label: Words;
  icon: Component;
  /** The smallest stands at the top. */
  order: number;
  /** The operation that must be open to the user. */
  operation?: string;
  /** The letter behind `g` that leads there. */
  key?: string;
}

export interface PageGroup {
  routes: RouteRecordRaw[];
  entries?: NavigationEntry[];
}

const groups = Object.values(import.meta.glob<PageGroup>('../pages/*/routes.ts', { eager: true, import: 'default' }));

export const routes: RouteRecordRaw[] = groups.flatMap((group) => group.routes);
export const entries: NavigationEntry[] = groups.flatMap((group) => group.entries ?? []).sort((a, b) => a.order - b.order);
