/** What is asked of the three who are to be administrators, and what of it cannot be right. It asks nobody. */
import type { Schemas } from '@/api/client';

export const ROLES = ['system', 'security', 'audit'] as const;
export type FoundingRole = (typeof ROLES)[number];

export interface Founder {
  login: string;
  name: string;
  document: string;
}
export type Founders = Record<FoundingRole, Founder>;
export type Part = keyof Founder;
/** What is wrong, as the key of its words; by role and part, `system.login`. */
export type Flaws = Map<string, 'missing' | 'loginWrong' | 'sameLogin' | 'samePerson'>;

export const LOGIN = /^[a-z0-9._-]{3,64}$/;
/** Grants last a year at most, their first day included. */
const DAYS = 365;

export const nobody = (): Founders => ({
  system: { login: 'system', name: '', document: '' },
  security: { login: 'security', name: '', document: '' },
  audit: { login: 'audit', name: '', document: '' },
});

/** The latest day that is usual, from a day on. */
export function usualEnd(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + DAYS - 1);
  return day.toISOString().slice(0, 10);
}

export function flawsOf(founders: Founders): Flaws {
  const flaws: Flaws = new Map();
  const logins = new Set<string>();
  const documents = new Set<string>();
  for (const role of ROLES) {
    const { login, name, document } = trimmed(founders[role]);
    if (!name) flaws.set(`${role}.name`, 'missing');
    if (!document) flaws.set(`${role}.document`, 'missing');
    else if (documents.has(document)) flaws.set(`${role}.document`, 'samePerson');
    if (!LOGIN.test(login)) flaws.set(`${role}.login`, 'loginWrong');
    else if (logins.has(login)) flaws.set(`${role}.login`, 'sameLogin');
    logins.add(login);
    documents.add(document);
  }
  return flaws;
}

export function bodyOf(token: string, founders: Founders, until: string): Schemas['FoundingBody'] {
  const one = (founder: Founder) => {
    const { login, name, document } = trimmed(founder);
    return { login, until, holder: { name, document_number: document } };
  };
  return { token, system: one(founders.system), security: one(founders.security), audit: one(founders.audit) };
}

const trimmed = ({ login, name, document }: Founder): Founder => ({ login: login.trim(), name: name.trim(), document: document.trim() });
