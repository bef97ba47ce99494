import type { PageGroup } from '@/app/navigation';

// The account menu at the top leads here.
export default {
  routes: [{ path: '/account', name: 'account', component: () => import('./AccountPage.vue'), meta: { title: { zh: '我的账户', en: 'My account' } } }],
} satisfies PageGroup;
