/** The one client of the server's interface, made from its document. Pages ask through it and never write an address by hand. */
import createClient from 'openapi-fetch';

import type { components, paths } from './schema';
import { problemOf, send } from './transport';

export type Schemas = components['schemas'];
/** Something said in both languages. */
export type Both = Schemas['Both'];

export const api = createClient<paths>({ baseUrl: '', fetch: send });

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** What the server answered; throws a `ProblemError` when it refused. `undefined` where an answer has no content. */
export async function take<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  throw await problemOf(error, response);
}

/** The name of a version as a change has to state it. */
export const etag = (version: number): string => `"${version}"`;

/** An address of the interface for what is no question of a page: the stream of events, a redirect. */
export const address = (path: keyof paths): string => path;
