import { DataAnalysis } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

export default {
  routes: [
    {
      path: '/overview',
      name: 'overview',
      component: () => import('./OverviewPage.vue'),
      meta: { keep: true, operation: 'duties.list', title: { zh: '态势', en: 'Overview' } },
    },
  ],
  entries: [{ to: '/overview', label: { zh: '态势', en: 'Overview' }, icon: DataAnalysis, order: 50, operation: 'duties.list', key: 'o' }],
} satisfies PageGroup;
