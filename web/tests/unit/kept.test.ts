/** What is typed into a form and not saved is there again when the same form is opened, for whoever typed it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { computed, effectScope, nextTick, ref, type EffectScope } from 'vue';

import { useKept } from '@/composables/kept';
import { forget, keep, readKept } from '@/composables/shelf';
import { sameDraft, type Draft } from '@/registers/form';

const held = new Map<string, string>();
const shelf = {
  getItem: (key: string) => held.get(key) ?? null,
  setItem: (key: string, value: string) => void held.set(key, value),
  removeItem: (key: string) => void held.delete(key),
};

let scope: EffectScope;
beforeEach(() => {
  held.clear();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('sessionStorage', shelf);
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

/** A form as the drawer of a row has it: it begins with what the row says. */
function form() {
  const place = ref<string>();
  const begun = ref<Draft>({});
  const draft = ref<Draft>({});
  const version = ref<number>();
  const isDirty = computed(() => place.value !== undefined && !sameDraft(draft.value, begun.value));
  const kept = scope.run(() =>
    useKept<Draft>({
      place: () => place.value,
      typed: () => draft.value,
      isDirty: () => isDirty.value,
      version: () => version.value,
      isSame: (typed) => sameDraft(typed, draft.value),
      restore: ({ typed }) => (draft.value = typed),
    }),
  )!;
  const open = async (at: string, row: Draft, of?: number) => {
    [begun.value, version.value, draft.value] = [row, of, row];
    place.value = at;
    await nextTick();
  };
  const type = async (more: Draft) => {
    draft.value = { ...draft.value, ...more };
    await nextTick();
  };
  const close = async () => {
    place.value = undefined;
    await nextTick();
  };
  return { ...kept, draft, isDirty, open, type, close };
}

const ROW = { code: 'T1', subject: '原有' };

describe('what is typed into a form', () => {
  it('is offered when the form is opened again, with the version into which it was typed', async () => {
    const first = form();
    await first.open('training/T1/', ROW, 3);
    expect(first.offered.value).toBeUndefined();
    await first.type({ subject: '我写的' });
    // The page is left by force; nothing more is said.
    scope.stop();
    scope = effectScope();

    const second = form();
    await second.open('training/T2/', { code: 'T2' }, 1);
    expect(second.offered.value).toBeUndefined();
    await second.close();
    await second.open('training/T1/', ROW, 4);
    expect(second.offered.value).toEqual({ version: 3, typed: { ...ROW, subject: '我写的' } });
    second.restore();
    await nextTick();
    expect([second.draft.value.subject, second.isDirty.value, second.offered.value]).toEqual(['我写的', true, undefined]);
  });

  it('is gone once it was saved or given up, and when it was typed back', async () => {
    const page = form();
    await page.open('training/T1/', ROW, 3);
    await page.type({ subject: '我写的' });
    page.drop();
    await page.close();
    await page.open('training/T1/', ROW, 3);
    expect(page.offered.value).toBeUndefined();
    await page.type({ subject: '我写的' });
    await page.type({ subject: '原有' });
    expect(held.size).toBe(0);
  });

  it('is not offered where it says what stands there by now', async () => {
    keep('', 'training/T1/', { version: 3, typed: { ...ROW, note: '' } });
    const page = form();
    await page.open('training/T1/', ROW, 4);
    expect([page.offered.value, held.size]).toEqual([undefined, 0]);
  });

  it('keeps the page from being left unasked', async () => {
    const leave = () => {
      const event = Object.defineProperty(new Event('beforeunload', { cancelable: true }), 'returnValue', { writable: true, value: undefined });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const page = form();
    await page.open('training/T1/', ROW, 3);
    expect(leave()).toBe(false);
    await page.type({ subject: '我写的' });
    expect(leave()).toBe(true);
    scope.stop();
    expect(leave()).toBe(false);
  });

  it('is kept for whoever typed it, and for nobody else', () => {
    keep('zhang', 'S1', { version: 7, typed: [ROW] }, shelf);
    expect(readKept('zhang', 'S1', shelf)).toEqual({ version: 7, typed: [ROW] });
    expect(readKept('li', 'S1', shelf)).toBeUndefined();
    expect(readKept('zhang', 'S2', shelf)).toBeUndefined();
    forget('zhang', 'S1', shelf);
    expect(readKept('zhang', 'S1', shelf)).toBeUndefined();
    held.set('shouwang.draft.zhang.S1', '{"version":');
    expect(readKept('zhang', 'S1', shelf)).toBeUndefined();
  });
});
