/** A form is closed without a word when nothing was typed, and with a question otherwise. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ref } from 'vue';

import { useClosing } from '@/composables/closing';

const open = ref<boolean | undefined>(true);
const drop = vi.fn();
let isDirty = false;
let isRunning = false;
let answer: (says: boolean) => void;
const ask = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)));
const close = useClosing({ open, isDirty: () => isDirty, isRunning: () => isRunning, drop, ask });

beforeEach(() => {
  open.value = true;
  isDirty = isRunning = false;
  vi.clearAllMocks();
});

describe('a form', () => {
  it('is closed at once when nothing was typed', async () => {
    await close();
    expect([open.value, ask.mock.calls.length, drop.mock.calls.length]).toEqual([false, 0, 0]);
  });

  it('stays, and keeps what was typed, unless the user says that it may go', async () => {
    isDirty = true;
    let closing = close();
    // A second Escape while the question stands asks no second time.
    await close();
    answer(false);
    await closing;
    expect([open.value, ask.mock.calls.length, drop.mock.calls.length]).toEqual([true, 1, 0]);
    closing = close();
    answer(true);
    await closing;
    expect([open.value, ask.mock.calls.length, drop.mock.calls.length]).toEqual([false, 2, 1]);
  });

  it('stays while what was asked for is on its way', async () => {
    isRunning = true;
    await close();
    expect(open.value).toBe(true);
  });
});
