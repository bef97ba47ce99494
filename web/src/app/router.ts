/** Ways between pages. Who is not logged in is sent to log in and comes back. */
import { watchEffect } from 'vue';
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';

import { hooks } from '@/api/transport';
import { whenListening } from '@/composables/changes';
import { pick } from '@/i18n';

import { onFailure, onOpened, openAnew } from './failed';
import { entries, routes } from './navigation';
import { ensureSession, forgetSession, may } from './session';

/** What the product is called. */
export const NAME = { zh: '守望', en: 'Shouwang' };

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...routes,
    { path: '/', name: 'home', redirect: () => entries.find((entry) => !entry.operation || may(entry.operation))?.to ?? '/nothing' },
    { path: '/nothing', name: 'nothing', component: () => import('./NothingPage.vue') },
    { path: '/forbidden', name: 'forbidden', component: () => import('./ForbiddenPage.vue'), meta: { title: { zh: '未开放', en: 'Not open' } } },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./MissingPage.vue'), meta: { title: { zh: '没有这一页', en: 'No such page' } } },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.bare) return true;
  if (!(await ensureSession())) return logInPage(to);
  // The way home depends on what is open to the user, which was not known when it was resolved.
  if (to.name === 'nothing' && to.redirectedFrom?.name === 'home') {
    const first = entries.find((entry) => !entry.operation || may(entry.operation));
    if (first) return first.to;
  }
  if (to.meta.operation && !may(to.meta.operation)) return { name: 'forbidden', replace: true };
  return true;
});

// The parts of the page are there; what changes from its first question on is heard of.
router.beforeResolve(async (to) => {
  if (!to.meta.bare) await whenListening();
});

router.onError((thrown: unknown, to) => onFailure(thrown, to.fullPath, openAnew));
router.afterEach((_to, _from, failure) => {
  if (!failure) onOpened();
});

/** Where a page may send the browser after log-in: a path of this server and nothing else. */
export function safeReturn(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/';
}

function logInPage(from: RouteLocationNormalized) {
  const wanted = (from.redirectedFrom ?? from).fullPath;
  return { name: 'login', query: wanted === '/' ? {} : { return: wanted } };
}

hooks.loggedOut = () => {
  const here = router.currentRoute.value;
  forgetSession();
  if (!here.meta.bare) void router.replace(logInPage(here));
};

watchEffect(() => {
  const title = router.currentRoute.value.meta.title;
  document.title = title ? `${pick(title)} · ${pick(NAME)}` : pick(NAME);
});

