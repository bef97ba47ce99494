import { Setting, SetUp } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

export default {
  routes: [
    { path: '/admin', name: 'admin', component: () => import('./AdminStart.vue'), meta: { title: { zh: '管理', en: 'Administration' } } },
    {
      path: '/admin/logins',
      name: 'logins',
      component: () => import('./LoginsPage.vue'),
      meta: { operation: 'logins.list', title: { zh: '账户', en: 'Accounts' } },
    },
    {
      path: '/admin/logins/:login',
      name: 'login-account',
      component: () => import('./LoginPage.vue'),
      meta: { operation: 'logins.read', title: { zh: '账户', en: 'Account' } },
    },
    {
      path: '/admin/grants',
      name: 'grants',
      component: () => import('./GrantsPage.vue'),
      meta: { operation: 'grants.list', title: { zh: '授权', en: 'Grants' } },
    },
    {
      path: '/admin/policies',
      name: 'policies',
      component: () => import('./PoliciesPage.vue'),
      meta: { operation: 'policies.read', title: { zh: '授权策略', en: 'Policies' } },
    },
    {
      path: '/admin/policies/:policy',
      name: 'policy',
      component: () => import('./PolicyPage.vue'),
      meta: { operation: 'policies.read', title: { zh: '授权策略', en: 'Policy' } },
    },
    {
      path: '/admin/settings',
      name: 'settings',
      component: () => import('./SettingsPage.vue'),
      meta: { operation: 'settings.read', title: { zh: '系统设置', en: 'Settings' } },
    },
    { path: '/admin/jobs', name: 'jobs', component: () => import('./JobsPage.vue'), meta: { operation: 'jobs.list', title: { zh: '后台任务', en: 'Jobs' } } },
    {
      path: '/admin/backups',
      name: 'backups',
      component: () => import('./BackupsPage.vue'),
      meta: { operation: 'backup.list', title: { zh: '备份', en: 'Backups' } },
    },
    {
      path: '/admin/erasure',
      name: 'erasure',
      component: () => import('./ErasurePage.vue'),
      meta: { operation: 'ledger.erase', title: { zh: '擦除个人信息', en: 'Erasure' } },
    },
    {
      path: '/admin/rules',
      name: 'rules',
      component: () => import('./RulesPage.vue'),
      meta: { operation: 'rules.set', title: { zh: '规则设定', en: 'Rules' } },
    },
    {
      path: '/admin/notices',
      name: 'notices',
      component: () => import('./NoticesPage.vue'),
      meta: { operation: 'calendar.import', title: { zh: '放假安排', en: 'Holiday notices' } },
    },
  ],
  entries: [
    { to: '/admin', label: { zh: '管理', en: 'Administration' }, icon: Setting, order: 80, operation: 'logins.list', key: 'm' },
    // The competent department of the province sets rules; it is none of the three administrators.
    { to: '/admin/rules', label: { zh: '规则设定', en: 'Rules' }, icon: SetUp, order: 81, operation: 'rules.set' },
  ],
} satisfies PageGroup;
