/** Which duties are asked for. The names are those of the interface, so that they stand in the address of the list as they are. */
import type { LocationQueryRaw } from 'vue-router';

export interface DutyQuestion {
  status?: readonly string[];
  unit?: string;
  division?: string;
  /** Only this division itself, without those below it. */
  only_division?: string;
  /** Full name of the rule. */
  duty?: string;
  /** Only duties of this article, as `hunan-2026/24`. */
  article?: string;
  /** `own`: of the units that the user acts for; `below`: of all others that he sees. */
  level?: string;
  register?: string;
  subject?: string;
  due_from?: string;
  due_until?: string;
  /** Only what has stood so since this day or later. */
  since_from?: string;
}

/** The question as the interface and addresses take it: what says nothing is left out. */
export function asQuery(question: DutyQuestion): Record<string, string> & { status?: string[] } {
  const { status, ...texts } = question;
  const said = Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query: Record<string, string> = Object.fromEntries(said);
  return Object.assign(query, status?.length ? { status: [...status] } : {}) as Record<string, string> & { status?: string[] };
}

/** Names of a question in an address. */
export const TEXTS = ['unit', 'division', 'only_division', 'duty', 'article', 'level', 'register', 'subject', 'due_from', 'due_until', 'since_from'] as const;

/** Whether anything narrows it. */
export const isNarrowed = (question: DutyQuestion): boolean => Object.keys(asQuery(question)).length > 0;

export const asAddress = (question: DutyQuestion): LocationQueryRaw => asQuery(question) as LocationQueryRaw;
