import { Finished } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

const meta = { operation: 'duties.list' };

export default {
  routes: [
    { path: '/duties', name: 'duties', component: () => import('./DutiesPage.vue'), meta: { ...meta, title: { zh: '义务', en: 'Duties' } } },
    {
      path: '/duties/:instrument/:rule/:subject',
      name: 'duty',
      component: () => import('./DutyPage.vue'),
      meta: { ...meta, title: { zh: '义务说明', en: 'Duty explained' } },
    },
  ],
  entries: [{ to: '/duties', label: { zh: '义务', en: 'Duties' }, icon: Finished, order: 25, operation: 'duties.list', key: 'y' }],
} satisfies PageGroup;
