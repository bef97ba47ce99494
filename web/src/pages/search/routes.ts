import type { PageGroup } from '@/app/navigation';

export default {
  routes: [{ path: '/search', name: 'search', component: () => import('./SearchPage.vue'), meta: { keep: true, title: { zh: '搜索', en: 'Search' } } }],
} satisfies PageGroup;
