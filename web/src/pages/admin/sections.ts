/** What of the administration is open to the user. Each of the three administrators sees a console of his own. */
import { computed } from 'vue';

import { ADMINISTRATORS, ROLES, type Role } from '@/app/roles';
import { may, session } from '@/app/session';
import { pick } from '@/i18n';

import { t } from './words';

const ALL = [
  { to: '/admin/logins', key: 'logins', operation: 'logins.list' },
  { to: '/admin/grants', key: 'grants', operation: 'grants.list' },
  { to: '/admin/policies', key: 'policies', operation: 'policies.read' },
  { to: '/admin/settings', key: 'settings', operation: 'settings.read' },
  { to: '/admin/jobs', key: 'jobs', operation: 'jobs.list' },
  { to: '/admin/backups', key: 'backups', operation: 'backup.list' },
  { to: '/admin/erasure', key: 'erasure', operation: 'ledger.erase' },
  { to: '/admin/rules', key: 'rules', operation: 'rules.set' },
  { to: '/admin/notices', key: 'notices', operation: 'calendar.import' },
  { to: '/ledger/entries', key: 'audit', operation: 'ledger.read' },
] as const;

export const sections = computed(() => ALL.filter(({ operation }) => may(operation)).map(({ to, key }) => ({ to, label: t(key) })));

/** Whose console this is. */
export const consoleName = computed(() => {
  const role = session.value?.grants.map((grant) => grant.role).find((role) => ADMINISTRATORS.includes(role as Role));
  return role ? t('consoleOf', { role: pick(ROLES[role as Role]) }) : t('administration');
});
