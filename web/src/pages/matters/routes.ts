import { DocumentChecked } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

const listed = { operation: 'matters.list' };
const read = { operation: 'matters.read' };

export default {
  routes: [
    { path: '/matters', name: 'matters', component: () => import('./MattersPage.vue'), meta: { ...listed, title: { zh: '事项', en: 'Matters' } } },
    {
      path: '/matters/start',
      name: 'matter-start',
      component: () => import('./StartPage.vue'),
      meta: { operation: 'matters.describe', title: { zh: '开办事项', en: 'Start a matter' } },
    },
    {
      path: '/matters/notices',
      name: 'matter-notices',
      component: () => import('./NoticesPage.vue'),
      meta: { ...listed, title: { zh: '事项提醒', en: 'Notices of matters' } },
    },
    {
      path: '/matters/findings',
      name: 'matter-findings',
      component: () => import('./FindingsPage.vue'),
      meta: { operation: 'matters.findings', title: { zh: '应办未办事项', en: 'Missing matters' } },
    },
    { path: '/matters/:number', name: 'matter', component: () => import('./MatterPage.vue'), meta: { ...read, title: { zh: '事项', en: 'Matter' } } },
    {
      path: '/matters/:number/form',
      name: 'matter-form',
      component: () => import('./FormPage.vue'),
      meta: { ...read, title: { zh: '填写事项', en: 'Fill in a matter' } },
    },
  ],
  entries: [{ to: '/matters', label: { zh: '事项', en: 'Matters' }, icon: DocumentChecked, order: 22, operation: 'matters.list', key: 's' }],
} satisfies PageGroup;
