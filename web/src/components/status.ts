/** The statuses of duties: word, shape and urgency. A colour never stands alone. */
import { words } from '@/i18n';

export const STATUSES = ['breached', 'overdue', 'open', 'unknown', 'fulfilled', 'not_applicable'] as const;
export type Status = (typeof STATUSES)[number];

export const STATUS_WORDS = words<Status>({
  breached: { zh: '违反', en: 'Breached' },
  overdue: { zh: '逾期', en: 'Overdue' },
  open: { zh: '待办', en: 'Open' },
  unknown: { zh: '未知', en: 'Unknown' },
  fulfilled: { zh: '已履行', en: 'Fulfilled' },
  not_applicable: { zh: '不适用', en: 'Not applicable' },
});

export const isStatus = (text: string): text is Status => (STATUSES as readonly string[]).includes(text);
