/** The interface as programs use it, for what a test needs before its journey begins. */
import { randomUUID } from 'node:crypto';

import type { Account } from './server';

type Json = Record<string, unknown>;

export class Client {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async of(url: string, account: Account): Promise<Client> {
    return new Client(url, String((await ask(url, 'POST', '/api/v1/session', account)).token));
  }

  get = (path: string): Promise<Json> => ask(this.url, 'GET', path, undefined, this.token);

  post = (path: string, body: Json, version?: unknown): Promise<Json> => ask(this.url, 'POST', path, body, this.token, version);

  put = (path: string, body: Json, version: unknown): Promise<Json> => ask(this.url, 'PUT', path, body, this.token, version);

  /** The code of the first row of a register that the caller sees. */
  async firstCode(register: string, filter = ''): Promise<string> {
    const { rows } = await this.get(`/api/v1/registers/${register}/rows?limit=1${filter && `&filter=${encodeURIComponent(filter)}`}`);
    const [first] = rows as { row: { code: string } }[];
    if (!first) throw new Error(`the sample has no row of ${register} ${filter}`);
    return first.row.code;
  }
}

async function ask(url: string, method: string, path: string, body?: unknown, token?: string, version?: unknown): Promise<Json> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (method === 'POST') headers['Idempotency-Key'] = randomUUID();
  if (version !== undefined) headers['If-Match'] = `"${String(version)}"`;
  const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

const PASSWORD = 'Another-horse-8-stapler';

/** Somebody with a role for a unit, as two administrators make him. */
export async function hire(url: string, [system, security]: [Client, Client], login: string, role: string, unit: string): Promise<Account> {
  const holder = { name: login, document_number: `test ${login}`, unit };
  const { first_password: first } = await system.post('/api/v1/logins', { login, holder });
  const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  const { grants, act } = await system.post('/api/v1/grants', { login, role, unit, until });
  for (const { grant } of grants as { grant: string }[]) await security.post(`/api/v1/grants/${grant}/answer`, { approve: true }, act);
  const { ticket } = await ask(url, 'POST', '/api/v1/session', { login, password: first });
  await ask(url, 'POST', '/api/v1/session/password', { ticket, password: PASSWORD });
  return { login, password: PASSWORD };
}
