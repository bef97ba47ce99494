import { Stamp } from '@element-plus/icons-vue';

import type { PageGroup } from '@/app/navigation';

// The server itself answers below /ledger/checkpoint, /ledger/keys and /ledger/tile; no page stands there.
export default {
  routes: [
    { path: '/ledger', name: 'ledger', redirect: '/ledger/entries' },
    {
      path: '/ledger/entries',
      name: 'ledger-entries',
      component: () => import('./EntriesPage.vue'),
      meta: { operation: 'ledger.read', title: { zh: '存证', en: 'Ledger' } },
    },
    {
      path: '/ledger/entries/:seq(\\d+)',
      name: 'ledger-entry',
      component: () => import('./EntryPage.vue'),
      meta: { operation: 'ledger.read', title: { zh: '账目', en: 'Entry' } },
    },
    {
      path: '/ledger/acts',
      name: 'ledger-acts',
      component: () => import('./ActsPage.vue'),
      meta: { operation: 'acts.list', title: { zh: '写入记录', en: 'Acts' } },
    },
    {
      path: '/ledger/integrity',
      name: 'ledger-integrity',
      component: () => import('./IntegrityPage.vue'),
      meta: { operation: 'ledger.verify', title: { zh: '完整性', en: 'Integrity' } },
    },
    { path: '/ledger/receipt', name: 'ledger-receipt', component: () => import('./ReceiptPage.vue'), meta: { title: { zh: '核对收据', en: 'Verify a receipt' } } },
  ],
  entries: [{ to: '/ledger', label: { zh: '存证', en: 'Ledger' }, icon: Stamp, order: 60, operation: 'ledger.read', key: 'e' }],
} satisfies PageGroup;
