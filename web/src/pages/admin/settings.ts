/** Settings in the groups in which people think of them, and what can be said of a value before the server is asked. */
import type { Schemas } from '@/api/client';

type Setting = Schemas['SettingView'];

const GROUPS = [
  { key: 'password', begins: ['password.'] },
  { key: 'login', begins: ['login.', 'client.'] },
  { key: 'session', begins: ['session.'] },
  { key: 'factors', begins: ['second_factor.', 'provider.'] },
  { key: 'grant', begins: ['grant.'] },
  // Whatever a newer server has.
  { key: 'others', begins: [''] },
] as const;

export type GroupKey = (typeof GROUPS)[number]['key'];

export function grouped(settings: readonly Setting[]): { key: GroupKey; settings: Setting[] }[] {
  const groups = GROUPS.map(({ key }) => ({ key, settings: [] as Setting[] }));
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
