import { Memo } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

export default {
  routes: [{ path: '/', name: 'desk', component: () => import('./DeskPage.vue'), meta: { title: { zh: '工作台', en: 'My desk' } } }],
  entries: [{ to: '/', label: { zh: '工作台', en: 'My desk' }, icon: Memo, order: 10, key: 'd' }],
} satisfies PageGroup;
