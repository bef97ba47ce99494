import type { PageGroup } from '@/app/navigation';

export default {
  routes: [{ path: '/login', name: 'login', component: () => import('./LoginPage.vue'), meta: { bare: true, title: { zh: '登录', en: 'Log in' } } }],
} satisfies PageGroup;
