/** Rows of the product's own registers, as the server shows them. */
import { api, take, type Schemas } from '@/api/client';

export interface LoginRow {
  code: string;
  name: string;
  person?: string;
  unit?: string;
  subject?: string;
  created_by: string;
  disabled?: boolean;
  from?: string;
  until?: string;
}

export interface GrantRow {
  code: string;
  login: string;
  role: string;
  unit?: string;
  contract?: string;
  deputy_of?: string;
  state: 'requested' | 'approved' | 'refused' | 'revoked';
  requested_by: string;
  decided_by?: string;
  from: string;
  until: string;
  /** The version that is shown: what is decided is decided on it. */
  version: number;
}

export interface PolicyRow {
  code: string;
  text: string;
  proposed_by: string;
  approved_by?: string;
}

export interface Question {
  filter?: string[];
  q?: string;
  sort?: string;
  limit?: number;
}

/** A page of rows; what the server sends as any object is what its register declares. */
const page = <T>({ rows, next }: Schemas['SystemRows']) => ({ rows: rows.map(({ row }) => row as T), next });
const versioned = <T>({ rows, next }: Schemas['SystemRows']) => ({ rows: rows.map(({ row, version }) => ({ ...row, version }) as T), next });
const asked = ({ q, ...question }: Question, after: string | undefined, signal?: AbortSignal) => ({
  params: { query: { ...question, q: q || undefined, after } },
  signal,
});

export const listLogins = async (question: Question, after: string | undefined, signal?: AbortSignal) =>
  page<LoginRow>(await take(api.GET('/api/v1/logins', asked(question, after, signal))));
export const listGrants = async (question: Question, after: string | undefined, signal?: AbortSignal) =>
  versioned<GrantRow>(await take(api.GET('/api/v1/grants', asked(question, after, signal))));
export const listPolicies = async (question: Question, after: string | undefined, signal?: AbortSignal) =>
  page<PolicyRow>(await take(api.GET('/api/v1/policies', asked(question, after, signal))));

export async function getLogin(login: string): Promise<{ row: LoginRow; version: number }> {
  const { row, version } = await take(api.GET('/api/v1/logins/{login}', { params: { path: { login } } }));
  return { row: row as LoginRow, version };
}
