/** Who is logged in, and what is open to him. */
import { computed, shallowRef } from 'vue';

import { api, take, type Schemas } from '@/api/client';
import { ProblemError } from '@/api/problem';
import { hooks } from '@/api/transport';

export type Session = Schemas['SessionView'];

const current = shallowRef<Session>();
let asked = false;

/** The session; none while nobody is logged in. */
export const session = computed(() => current.value);

/** Whether an operation is open to the user at all; over which rows depends on the register. Its name is `x-authority` in the document. */
export const may = (operation: string): boolean => current.value?.operations.includes(operation) ?? false;

/** Asks who is logged in; `undefined` when nobody is. */
export async function loadSession(): Promise<Session | undefined> {
  try {
    current.value = await take(api.GET('/api/v1/session'));
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || thrown.status !== 401) throw thrown;
    current.value = undefined;
  }
  asked = true;
  return current.value;
}

/** The session as it is known; it is asked for once. */
export const ensureSession = async (): Promise<Session | undefined> => (asked ? current.value : loadSession());

export async function logOut(): Promise<void> {
  await take(api.DELETE('/api/v1/session'));
  forgetSession();
}

/** What is kept of the session goes; the page has to log in again. */
export function forgetSession(): void {
  current.value = undefined;
}

hooks.csrfToken = () => current.value?.csrf_token;
hooks.renew = async () => (await loadSession()) !== undefined;
