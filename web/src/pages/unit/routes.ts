import { OfficeBuilding } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

const meta = { operation: 'duties.list' };

export default {
  routes: [
    { path: '/unit/:code?', name: 'unit', component: () => import('./UnitPage.vue'), meta: { ...meta, title: { zh: '本单位', en: 'My unit' } } },
    {
      path: '/unit/:code/state',
      name: 'unit-state',
      component: () => import('./UnitState.vue'),
      meta: { ...meta, title: { zh: '单位情况表', en: 'State of the unit' } },
    },
  ],
  entries: [{ to: '/unit', label: { zh: '本单位', en: 'My unit' }, icon: OfficeBuilding, order: 20, operation: 'duties.list', key: 'u' }],
} satisfies PageGroup;
