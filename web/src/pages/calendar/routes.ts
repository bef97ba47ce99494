import { Calendar } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

export default {
  routes: [
    {
      path: '/calendar',
      name: 'calendar',
      component: () => import('./CalendarPage.vue'),
      meta: { keep: true, operation: 'calendar.read', title: { zh: '工作日历', en: 'Calendar' } },
    },
  ],
  entries: [{ to: '/calendar', label: { zh: '工作日历', en: 'Calendar' }, icon: Calendar, order: 55, operation: 'calendar.read', key: 'c' }],
} satisfies PageGroup;
