import { Tickets } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

export default {
  routes: [
    { path: '/registers', name: 'registers', component: () => import('./RegistersPage.vue'), meta: { title: { zh: '台账', en: 'Registers' } } },
    {
      path: '/registers/import',
      name: 'import',
      component: () => import('./ImportPage.vue'),
      meta: { operation: 'registers.import', title: { zh: '导入台账', en: 'Import registers' } },
    },
    { path: '/registers/:register', name: 'register', component: () => import('./RegisterPage.vue'), meta: { title: { zh: '台账', en: 'Register' } } },
    { path: '/registers/:register/:code', name: 'row', component: () => import('./RowPage.vue'), meta: { title: { zh: '台账记录', en: 'Record' } } },
  ],
  entries: [{ to: '/registers', label: { zh: '台账', en: 'Registers' }, icon: Tickets, order: 30, operation: 'registers.list', key: 'r' }],
} satisfies PageGroup;
