import { QuestionFilled } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

export default {
  routes: [{ path: '/help', name: 'help', component: () => import('./HelpPage.vue'), meta: { title: { zh: '帮助', en: 'Help' } } }],
  entries: [{ to: '/help', label: { zh: '帮助', en: 'Help' }, icon: QuestionFilled, order: 90, key: 'h' }],
} satisfies PageGroup;
