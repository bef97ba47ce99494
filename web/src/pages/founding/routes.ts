import type { PageGroup } from '@/app/navigation';

export default {
  routes: [
    {
      path: '/founding',
      name: 'founding',
      component: () => import('./FoundingPage.vue'),
      meta: { bare: true, title: { zh: '设立三类管理员', en: 'Found the three administrators' } },
    },
  ],
} satisfies PageGroup;
