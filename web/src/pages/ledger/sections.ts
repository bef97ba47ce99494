/** The pages of the ledger that are open to the user. */
import { computed } from 'vue';

import { may } from '@/app/session';

import { t } from './words';

export const sections = computed(() =>
  [
    { to: '/ledger/entries', label: t('entries'), operation: 'ledger.read' },
    { to: '/ledger/acts', label: t('acts'), operation: 'acts.list' },
    { to: '/ledger/integrity', label: t('integrity'), operation: 'ledger.verify' },
    { to: '/ledger/receipt', label: t('receipt'), operation: undefined },
  ].filter(({ operation }) => operation === undefined || may(operation)),
);
