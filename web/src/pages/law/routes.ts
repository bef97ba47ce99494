import { Reading } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

export default {
  routes: [
    {
      path: '/law',
      component: () => import('./LawFrame.vue'),
      meta: { keep: true, operation: 'law.read', title: { zh: '法规', en: 'Law' } },
      children: [
        { path: '', name: 'law', component: () => import('./InstrumentsPage.vue') },
        { path: 'comparison', name: 'law-comparison', component: () => import('./ComparisonPage.vue'), meta: { title: { zh: '新旧对照', en: 'Comparison' } } },
        { path: 'coverage', name: 'law-coverage', component: () => import('./CoveragePage.vue'), meta: { title: { zh: '覆盖', en: 'Coverage' } } },
        { path: 'readings', name: 'law-readings', component: () => import('./ReadingsPage.vue'), meta: { title: { zh: '解读与外部事实', en: 'Readings and facts' } } },
        { path: 'text', name: 'law-text', component: () => import('./TextPage.vue'), meta: { title: { zh: '原文核对', en: 'Official text' } } },
        { path: ':instrument', name: 'instrument', component: () => import('./InstrumentPage.vue'), props: true },
        { path: ':instrument/:article(\\d+)', name: 'article', component: () => import('./ArticlePage.vue'), props: true },
      ],
    },
  ],
  entries: [{ to: '/law', label: { zh: '法规', en: 'Law' }, icon: Reading, order: 40, operation: 'law.read', key: 'l' }],
} satisfies PageGroup;
