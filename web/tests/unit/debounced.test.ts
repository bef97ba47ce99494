/** A value that follows another one at a rest, and after a while also where there is none. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';

import { useDebounced } from '@/composables/debounced';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Changes every 100 ms, `times` times; what was followed by then. */
async function changing(times: number, mostMs?: number) {
  const source = ref(0);
  const scope = effectScope();
  const settled = scope.run(() => useDebounced(() => source.value, 200, mostMs))!;
  for (let time = 0; time < times; time += 1) {
    source.value += 1;
    await nextTick();
    await vi.advanceTimersByTimeAsync(100);
  }
  return { settled, stop: () => scope.stop() };
}

it('follows what rests', async () => {
  const { settled, stop } = await changing(3);
  expect(settled.value).toBe(0);
  await vi.advanceTimersByTimeAsync(100);
  expect(settled.value).toBe(3);
  stop();
});

it('follows what never rests after the longest wait, and again after another one', async () => {
  const { settled, stop } = await changing(10, 450);
  expect(settled.value).toBe(10);
  stop();
});

it('follows nothing any more once nobody is there', async () => {
  const { settled, stop } = await changing(1);
  stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(settled.value).toBe(0);
});
