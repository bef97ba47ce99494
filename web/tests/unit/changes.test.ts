/** The stream of changes goes on after a refusal, and what it tells does not come under anybody's hands. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';

/** A stream as a browser has it: closed for good when something else than a stream was answered. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: Stream[] = [];
  static get last(): Stream {
    return Stream.all[Stream.all.length - 1]!;
  }
  readyState = 0;
  constructor() {
    super();
    Stream.all.push(this);
  }
  close() {
    this.readyState = Stream.CLOSED;
  }
  begin() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
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
  say(units: string[]) {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ units }) }));
  }
}

let scope: EffectScope;
let session: 'there' | 'ended' | 'unknown';
let loggedOut: number;

async function load() {
  vi.resetModules();
  const { hooks } = await import('@/api/transport');
  hooks.renew = () => (session === 'unknown' ? Promise.reject(new Error('502')) : Promise.resolve(session === 'there'));
  hooks.loggedOut = () => (loggedOut += 1);
  return import('@/composables/changes');
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false, documentElement: {} }));
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  Stream.all.length = 0;
  scope = effectScope();
  session = 'there';
  loggedOut = 0;
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a stream of changes', () => {
  it('that was refused is asked for again, later each time, and what was missed is made up for', async () => {
    const { useChanges } = await load();
    const run = vi.fn();
    scope.run(() => useChanges(run));
    Stream.last.begin();
    expect(run).not.toHaveBeenCalled();
    for (const [refusal, rest] of [1000, 2000, 4000].entries()) {
      // A proxy answers in the server's place: of the session nothing is known.
      session = refusal === 0 ? 'there' : 'unknown';
      Stream.last.refuse();
      await vi.advanceTimersByTimeAsync(rest - 1);
      expect(Stream.all).toHaveLength(refusal + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(Stream.all).toHaveLength(refusal + 2);
    }
    Stream.last.begin();
    expect([run.mock.calls.length, loggedOut]).toEqual([1, 0]);
  });

  it('that only broke is left to the browser', async () => {
    const { useChanges } = await load();
    scope.run(() => useChanges(() => undefined));
    Stream.last.break();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(Stream.all).toHaveLength(1);
  });

  it('that is refused because the session has ended leads to the log-in and is not asked for again', async () => {
    const { useChanges } = await load();
    scope.run(() => useChanges(() => undefined));
    session = 'ended';
    Stream.last.refuse();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([loggedOut, Stream.all.length]).toEqual([1, 1]);
  });

  it('is not asked for again when nobody listens any more', async () => {
    const { useChanges } = await load();
    scope.run(() => useChanges(() => undefined));
    Stream.last.refuse();
    scope.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(Stream.all).toHaveLength(1);
  });
});

it('what changes while somebody types is made up for once he has done', async () => {
  const { useChangesAfter } = await load();
  const run = vi.fn();
  const isTyping = ref(false);
  scope.run(() => useChangesAfter(() => isTyping.value, run, ({ units }) => units.includes('U1')));
  Stream.last.begin();
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
