/** How jobs and their files are told to people. */
import { number, pick, type Words } from '@/i18n';

const KINDS: Readonly<Record<string, Words>> = {
  'backup': { zh: '备份', en: 'Backup' },
  'pruning': { zh: '清理过期内容', en: 'Removing what is over' },
  'reminder': { zh: '到期提醒', en: 'Reminders' },
};

export function nameOfJob(kind: string): string {
  const known = KINDS[kind];
  return known ? pick(known) : kind;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size as files are told: `10.5 MB`. */
export function sizeOf(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 ? number(value) : value.toFixed(value < 10 ? 1 : 0)} ${UNITS[unit]}`;
}
