/** Settings in the groups in which people think of them, and what can be said of a value before the server is asked. */
import type { Schemas } from '@/api/client';

type Setting = Schemas['SettingView'];

const GROUPS = [
  { key: 'password', help: 'passwordHelp', begins: ['password.'] },
  { key: 'login', help: 'loginHelp', begins: ['login.', 'client.'] },
  { key: 'session', help: 'sessionHelp', begins: ['session.'] },
  { key: 'factors', help: 'factorsHelp', begins: ['second_factor.', 'provider.'] },
  { key: 'grant', help: 'grantHelp', begins: ['grant.'] },
  { key: 'matter', help: 'matterHelp', begins: ['matter.'] },
  // Whatever a newer server has.
  { key: 'others', help: 'othersHelp', begins: [''] },
] as const;

type Group = Pick<(typeof GROUPS)[number], 'key' | 'help'> & { settings: Setting[] };

export function grouped(settings: readonly Setting[]): Group[] {
  const groups = GROUPS.map(({ key, help }): Group => ({ key, help, settings: [] }));
  for (const setting of settings) {
    const at = GROUPS.findIndex(({ begins }) => begins.some((begin) => setting.name.startsWith(begin)));
    groups[at]?.settings.push(setting);
  }
  return groups.filter((group) => group.settings.length > 0);
}

/** What is wrong with a value; nothing where it fits. */
export function problemOf({ minimum, maximum }: Pick<Setting, 'minimum' | 'maximum'>, value: string): 'whole' | 'empty' | undefined {
  const text = value.trim();
  if (text === '') return 'empty';
  if (minimum == null || maximum == null) return undefined;
  return /^\d+$/.test(text) && Number(text) >= minimum && Number(text) <= maximum ? undefined : 'whole';
}
