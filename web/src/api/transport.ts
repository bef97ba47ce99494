/**
 * How a request travels: with the user's language, the token against forged requests and an idempotency key, and once more when the
 * connection broke. A change that is sent twice under one key happens once.
 */
import { language, useWords, words } from '@/i18n';

import { ProblemError } from './problem';

const CSRF = 'X-CSRF-Token';
const KEY = 'Idempotency-Key';
/** Rest before a request that did not get through is sent again, in milliseconds. */
const REST_MS = 600;

const t = useWords(
  words({
    answered: { zh: '服务器答复 {status}，请稍后再试', en: 'The server answered {status}; try again later' },
    unreachable: {
      zh: '连不上服务器。请检查网络后重试；已填写的内容还在。',
      en: 'The server cannot be reached. Check the network and try again; what you entered is still here.',
    },
  }),
);

/** What the session knows and the transport needs; it is set by the session. */
export const hooks = {
  csrfToken: (): string | undefined => undefined,
  /** Asks for the session anew; says whether there is one. */
  renew: async (): Promise<boolean> => false,
  loggedOut: (): void => {},
};

/** A name for a new request. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', language.value === 'en' ? 'en' : 'zh-CN');
  if (request.method === 'POST' && !request.headers.has(KEY)) request.headers.set(KEY, newKey());
  const response = await sendTwice(request);
  if (response.ok) return response;
  const problem = await readProblem(response.clone());
  // Without the second factor that a role needs a session is good for nothing: the log-in asks for it.
  if (problem.code === 'not_logged_in' || problem.code === 'second_factor_needed') hooks.loggedOut();
  return response;
}

/** Sends it once more when nothing came back, or when the token of the session is another one by now. */
async function sendTwice(request: Request): Promise<Response> {
  const again = request.clone();
  sign(request);
  try {
    const response = await fetch(request);
    if (response.status !== 403 || (await readProblem(response.clone())).code !== 'csrf_refused') return response;
    if (!(await hooks.renew())) return response;
  } catch (thrown) {
    if (request.signal.aborted || !repeatable(request)) throw unreachable(thrown);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
  sign(again);
  return fetch(again).catch((thrown: unknown) => {
    throw unreachable(thrown);
  });
}

function sign(request: Request): void {
  const token = hooks.csrfToken();
  if (token && request.method !== 'GET') request.headers.set(CSRF, token);
}

/** What may be sent twice: questions, changes under a key, and those that name the version that they change. */
function repeatable(request: Request): boolean {
  return request.method === 'GET' || request.headers.has(KEY) || request.headers.has('If-Match');
}

/** What the server says is wrong; something is said even where a proxy answered in its place. */
export async function readProblem(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'code' in body) {
    return new ProblemError(body as ConstructorParameters<typeof ProblemError>[0]);
  }
  const detail = t('answered', { status: response.status });
  return new ProblemError({ code: 'internal', status: response.status, title: detail, detail, request_id: response.headers.get('X-Request-Id') ?? '' });
}

/** The same of an answer whose body the client has read already: `error` is what it found there. */
export const problemOf = (error: unknown, { status, headers }: Response): Promise<ProblemError> =>
  readProblem(new Response(typeof error === 'string' ? error : JSON.stringify(error ?? null), { status, headers }));

function unreachable(thrown: unknown): unknown {
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return thrown;
  const detail = t('unreachable');
  return new ProblemError({ code: 'unreachable', status: 0, title: detail, detail, request_id: '' });
}
