/** One stream of changes serves all pages: it goes on after a refusal, misses nothing, and does not come under anybody's hands. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue';

/** A stream as a browser has it: closed for good when something else than a stream was answered. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: Stream[] = [];
  static get last(): Stream {
    return Stream.all[Stream.all.length - 1]!;
  }
  readyState = 0;
  constructor(readonly address: string) {
    super();
    Stream.all.push(this);
  }
  close() {
    this.readyState = Stream.CLOSED;
  }
  /** The server listens; it goes on from where a stream before this one ended when that was named. */
  begin({ continued = false, lastEventId = '1.1' } = {}) {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
    this.dispatchEvent(new MessageEvent('listening', { data: JSON.stringify({ continued }), lastEventId }));
  }
  /** The connection broke; the browser asks again. */
  break() {
    this.readyState = 0;
    this.dispatchEvent(new Event('error'));
  }
  refuse() {
    this.readyState = Stream.CLOSED;
    this.dispatchEvent(new Event('error'));
  }
  say(units: string[], lastEventId = '') {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ units }), lastEventId }));
  }
  miss(lastEventId: string) {
    this.dispatchEvent(new MessageEvent('missed', { data: '{}', lastEventId }));
  }
}

let scope: EffectScope;
let user: ReturnType<typeof shallowRef<{ login: string } | undefined>>;
let session: 'there' | 'ended' | 'unknown';
let loggedOut: number;

async function load() {
  vi.resetModules();
  vi.doMock('@/app/session', () => ({ session: user }));
  const { hooks } = await import('@/api/transport');
  hooks.renew = () => (session === 'unknown' ? Promise.reject(new Error('502')) : Promise.resolve(session === 'there'));
  hooks.loggedOut = () => {
    loggedOut += 1;
    user.value = undefined;
  };
  return import('@/composables/changes');
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false, documentElement: {} }));
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  Stream.all.length = 0;
  scope = effectScope();
  user = shallowRef<{ login: string } | undefined>({ login: 'clerk' });
  session = 'there';
  loggedOut = 0;
});
afterEach(() => {
  scope.stop();
  // Streams of this test are to hear nothing of the next one.
  user.value = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The browser's tab is left, or looked at again. */
function look(isLookedAt: boolean) {
  Object.assign(document, { hidden: !isLookedAt });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Whether a page would be opened by now. */
async function isOpen(listening: Promise<void>): Promise<boolean> {
  let isDone = false;
  void listening.then(() => (isDone = true));
  await vi.advanceTimersByTimeAsync(0);
  return isDone;
}

describe('a stream of changes', () => {
  it('serves one page after the other, and a page that is opened while it listens has missed nothing', async () => {
    const { useChanges } = await load();
    Stream.last.begin();
    const [first, next] = [vi.fn(), vi.fn()];
    scope.run(() => useChanges(first));
    scope.stop();
    scope = effectScope();
    scope.run(() => useChanges(next));
    await vi.advanceTimersByTimeAsync(120_000);
    expect([Stream.all.length, next.mock.calls.length]).toEqual([1, 0]);
    Stream.last.say(['U1']);
    expect([first.mock.calls.length, next.mock.calls.length]).toEqual([0, 1]);
  });

  it('is there before the page, and tells what asked earlier that something may have been missed', async () => {
    const { useChanges, whenListening } = await load();
    expect(await isOpen(whenListening())).toBe(false);
    Stream.last.begin();
    expect(await isOpen(whenListening())).toBe(true);

    look(false);
    look(true);
    // Held back on the way, it holds back no page for long, but what that page asked for meanwhile is asked for again.
    expect(await isOpen(whenListening())).toBe(false);
    await vi.advanceTimersByTimeAsync(500);
    expect(await isOpen(whenListening())).toBe(true);
    const run = vi.fn();
    scope.run(() => useChanges(run));
    expect(run).not.toHaveBeenCalled();
    Stream.last.begin();
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('holds back no page when it is refused, nor where nobody looks or is logged in', async () => {
    const { whenListening } = await load();
    Stream.last.refuse();
    expect(await isOpen(whenListening())).toBe(true);
    look(false);
    expect(await isOpen(whenListening())).toBe(true);
    user.value = undefined;
    look(true);
    expect(await isOpen(whenListening())).toBe(true);
  });

  it('that goes on after a rest or a break asks for nothing again, but for what changed meanwhile', async () => {
    const { useChanges } = await load();
    const run = vi.fn();
    Stream.last.begin({ lastEventId: '7.1' });
    scope.run(() => useChanges(run));
    Stream.last.say(['U1'], '8.1');
    expect(run).toHaveBeenCalledTimes(1);

    // The browser asks again by itself, and says up to where it was told.
    Stream.last.break();
    Stream.last.begin({ continued: true, lastEventId: '8.1' });
    look(false);
    look(true);
    expect(Stream.last.address).toMatch(/\?last_event_id=8\.1$/);
    Stream.last.begin({ continued: true, lastEventId: '8.1' });
    expect(run).toHaveBeenCalledTimes(1);

    look(false);
    look(true);
    Stream.last.say(['U1'], '9.1');
    Stream.last.begin({ continued: true, lastEventId: '9.1' });
    expect(run).toHaveBeenCalledTimes(2);

    look(false);
    look(true);
    expect(Stream.last.address).toMatch(/=9\.1$/);
    Stream.last.miss('20.1');
    Stream.last.begin({ continued: true, lastEventId: '20.1' });
    expect(run).toHaveBeenCalledTimes(3);

    // What one user was told says nothing of what another one sees.
    user.value = { login: 'chief' };
    expect(Stream.last.address).not.toContain('last_event_id');
  });

  it('rests while nobody looks, and what a page that was opened meanwhile missed is made up for', async () => {
    Object.assign(document, { hidden: true });
    const { useChanges } = await load();
    const run = vi.fn();
    scope.run(() => useChanges(run));
    expect(Stream.all).toHaveLength(0);
    look(true);
    Stream.last.begin();
    expect(run).toHaveBeenCalledTimes(1);
    look(false);
    expect(Stream.last.readyState).toBe(Stream.CLOSED);
  });

  it('ends with the session, and another user has one of his own', async () => {
    user.value = undefined;
    await load();
    expect(Stream.all).toHaveLength(0);
    user.value = { login: 'clerk' };
    // The session is asked for anew now and then; the user is the same.
    user.value = { login: 'clerk' };
    expect(Stream.all).toHaveLength(1);
    user.value = { login: 'chief' };
    expect(Stream.all.map(({ readyState }) => readyState)).toEqual([Stream.CLOSED, 0]);
    user.value = undefined;
    expect(Stream.all.map(({ readyState }) => readyState)).toEqual([Stream.CLOSED, Stream.CLOSED]);
  });

  it('that was refused is asked for again, later each time, and what was missed is made up for', async () => {
    const { useChanges } = await load();
    const run = vi.fn();
    Stream.last.begin();
    scope.run(() => useChanges(run));
    for (const [refusal, rest] of [1000, 2000, 4000].entries()) {
      // A proxy answers in the server's place: of the session nothing is known.
      session = refusal === 0 ? 'there' : 'unknown';
      Stream.last.refuse();
      await vi.advanceTimersByTimeAsync(rest - 1);
      expect(Stream.all).toHaveLength(refusal + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(Stream.all).toHaveLength(refusal + 2);
    }
    expect(run).not.toHaveBeenCalled();
    Stream.last.begin();
    expect([run.mock.calls.length, loggedOut]).toEqual([1, 0]);
  });

  it('that only broke is left to the browser', async () => {
    await load();
    Stream.last.break();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(Stream.all).toHaveLength(1);
  });

  it('that is refused because the session has ended leads to the log-in and is not asked for again', async () => {
    await load();
    session = 'ended';
    Stream.last.refuse();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([loggedOut, Stream.all.length]).toEqual([1, 1]);
  });

  it('is not asked for again after the log-out', async () => {
    await load();
    Stream.last.refuse();
    user.value = undefined;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(Stream.all).toHaveLength(1);
  });
});

it('what changes while somebody types is made up for once he has done', async () => {
  const { useChangesAfter } = await load();
  const run = vi.fn();
  const isTyping = ref(false);
  Stream.last.begin();
  scope.run(() => useChangesAfter(() => isTyping.value, run, ({ units }) => units.includes('U1')));
  Stream.last.say(['U1']);
  expect(run).toHaveBeenCalledTimes(1);
  isTyping.value = true;
  await nextTick();
  Stream.last.say(['U1']);
  Stream.last.say(['U1']);
  expect(run).toHaveBeenCalledTimes(1);
  isTyping.value = false;
  await nextTick();
  expect(run).toHaveBeenCalledTimes(2);
  isTyping.value = true;
  await nextTick();
  Stream.last.say(['U2']);
  isTyping.value = false;
  await nextTick();
  expect(run).toHaveBeenCalledTimes(2);
});
