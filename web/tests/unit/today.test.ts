/** Today goes on by itself, in Beijing, and asks for no calendar where nobody counts working days. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const fetched = vi.fn(() => Promise.reject(new Error('nobody is to be asked')));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', fetched);
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is the next day after midnight in Beijing, without the page being loaded anew', async () => {
  vi.setSystemTime('2026-11-23T15:58:30Z');
  const { useToday } = await import('@/matters/calendar');
  const day = useToday();
  expect(day.value).toBe('2026-11-23');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(day.value).toBe('2026-11-23');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([day.value, fetched.mock.calls.length]).toEqual(['2026-11-24', 0]);
});
