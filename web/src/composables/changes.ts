/**
 * What changes on the server, as it changes. One stream serves all pages for as long as somebody is logged in; it rests while they are not looked
 * at. A page is opened once the stream listens (`whenListening`), so that nothing falls between its first questions and the stream. Whoever asked
 * before the first stream began is told that something may have been missed. One that goes on after a rest, or after the connection broke, says up
 * to where it was told, and tells what came since: where that is nothing, nothing is asked for again.
 */
import { onScopeDispose, watch } from 'vue';

import { address, type Schemas } from '@/api/client';
import { hooks } from '@/api/transport';
import { session } from '@/app/session';

export type Change = Schemas['ChangeEvent'];
/** Called with the change, or with nothing when something may have been missed. */
type Listener = (change: Change | undefined) => void;

/** Rest before a stream that was refused is asked for again; it doubles with each refusal. */
const REST_MS = 1000;
const REST_MS_MAX = 60_000;
/** How long a page waits for the stream: where something on the way holds it back, it is not to hold back the page. */
const PATIENCE_MS = 500;

const listeners = new Set<Listener>();
let stream: EventSource | undefined;
/** Up to where the server has told this user. */
let last: string | undefined;
let begun: Promise<void> = Promise.resolve();
let refusals = 0;
let again: ReturnType<typeof setTimeout> | undefined;

function tell(change: Change | undefined): void {
  for (const listener of [...listeners]) listener(change);
}

/** Tells everybody who listens that something may have been missed, so that lists are read again. */
export const tellMissed = (): void => tell(undefined);

/** Done when the stream that was begun last listens, or it is clear that it does not for now. */
export const whenListening = (): Promise<void> => begun;

function adjust(): void {
  const wanted = session.value !== undefined && !document.hidden;
  if (wanted && !stream) open();
  else if (!wanted) close();
}

function open(): void {
  clearTimeout(again);
  const opened = new EventSource(address('/api/v1/events') + (last ? `?last_event_id=${encodeURIComponent(last)}` : ''));
  stream = opened;
  begun = new Promise((settle) => {
    for (const event of ['listening', 'error']) opened.addEventListener(event, () => settle(), { once: true });
    setTimeout(settle, PATIENCE_MS);
  });
  const on = (name: string, hear: (data: string) => void) =>
    opened.addEventListener(name, (event) => {
      const { data, lastEventId } = event as MessageEvent<string>;
      last = lastEventId || last;
      hear(data);
    });
  on('change', (data) => tell(JSON.parse(data) as Change));
  on('missed', () => tell(undefined));
  on('listening', (data) => {
    refusals = 0;
    if (!(JSON.parse(data) as { continued: boolean }).continued) tell(undefined);
  });
  opened.addEventListener('error', () => {
    // The browser itself asks again when the connection broke, but never when something else than a stream was answered.
    if (opened === stream && opened.readyState === EventSource.CLOSED) void refused();
  });
}

function close(): void {
  clearTimeout(again);
  stream?.close();
  stream = undefined;
  begun = Promise.resolve();
}

/** A stream does not say why it was refused; whether that is because the session has ended, the session says. */
async function refused(): Promise<void> {
  close();
  const rest = Math.min(REST_MS * 2 ** refusals, REST_MS_MAX);
  refusals += 1;
  // Where the server cannot be asked either, nothing is known of the session.
  const isLoggedIn = await hooks.renew().catch(() => true);
  if (!isLoggedIn) return hooks.loggedOut();
  clearTimeout(again);
  again = setTimeout(adjust, rest);
}

document.addEventListener('visibilitychange', adjust);
// At once, so that the stream begins while the parts of the page are on the way. Another user hears through a stream of his own.
watch(
  () => session.value?.login,
  () => {
    close();
    last = undefined;
    adjust();
  },
  { immediate: true, flush: 'sync' },
);

/** Listens as long as the component is there. `concerns` picks what matters; what may have been missed always does. */
export function useChanges(run: () => void, concerns: (change: Change) => boolean = () => true): void {
  const listener: Listener = (change) => {
    if (!change || concerns(change)) run();
  };
  listeners.add(listener);
  onScopeDispose(() => listeners.delete(listener));
}

/** The same, but never under one's hands: what comes while something is typed is made up for when that is over. */
export function useChangesAfter(isTyping: () => boolean, run: () => void, concerns?: (change: Change) => boolean): void {
  let missed = false;
  useChanges(() => {
    if (isTyping()) missed = true;
    else run();
  }, concerns);
  watch(isTyping, (isStill) => {
    if (isStill || !missed) return;
    missed = false;
    run();
  });
}
