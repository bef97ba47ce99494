/** Rows of any number in a box that scrolls: which of them are drawn, and what is asked for as one scrolls. How a row looks is its table's own. */
import { computed, nextTick, onBeforeUnmount, onMounted, ref, shallowRef, triggerRef, watch, type Ref } from 'vue';

import { asProblem, type ProblemError } from '@/api/problem';

import { reveal, viewport } from './scroll';
import { RowWindow, type LoadPage } from './window';

/** The height of a row, and of the head above them. */
export const ROW = 32;
/** Rows for which room is kept while the first ones are awaited. */
const AWAITED = 12;

export function useScrolledRows<T>(box: Readonly<Ref<HTMLElement | null>>) {
  const rows = shallowRef<RowWindow<T>>();
  const problem = shallowRef<ProblemError>();
  const loading = ref(false);
  const scrollTop = ref(0);
  const height = ref(600);

  // Rows that are still to come stand there at their final height.
  const count = computed(() => (rows.value ? rows.value.count + (rows.value.more ? (rows.value.count === 0 ? AWAITED : 1) : 0) : 0));
  const view = computed(() => viewport(count.value, ROW, scrollTop.value, height.value));
  const drawn = computed(() => {
    const shown: { index: number; row: T | undefined }[] = [];
    if (count.value === 0) return shown;
    for (let index = view.value.first; index <= view.value.last; index++) shown.push({ index, row: rows.value?.rowAt(index) });
    return shown;
  });
  const isEmpty = computed(() => rows.value !== undefined && !rows.value.more && rows.value.count === 0);

  /** Puts another list in the place of the one that stands there; its rows are asked for by `look`. */
  function begin(load: LoadPage<T>): RowWindow<T> {
    rows.value?.stop();
    problem.value = undefined;
    return (rows.value = new RowWindow(load, () => triggerRef(rows)));
  }

  function toTop(): void {
    scrollTop.value = 0;
    if (box.value) box.value.scrollTop = 0;
  }

  /** Asks for what is in view. */
  async function look(): Promise<void> {
    const asked = rows.value;
    if (!asked) return;
    loading.value = true;
    try {
      await asked.show(view.value.first, view.value.last);
      if (rows.value === asked) problem.value = undefined;
    } catch (thrown) {
      if (rows.value === asked) problem.value = asProblem(thrown);
    } finally {
      if (rows.value === asked) loading.value = false;
    }
  }
  watch([() => view.value.first, () => view.value.last], () => void look());

  /** How many rows a key moves; nothing when it moves none. */
  function stepOf(key: string): number | undefined {
    const page = Math.max(1, Math.floor(height.value / ROW) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    return steps[key];
  }

  /** The place of a row from where one is, within those that are there. */
  const placeAfter = (index: number, step: number): number => Math.max(0, Math.min((rows.value?.count ?? 1) - 1, index + step));

  /** Brings a row into view, and gives the focus to what its table has marked in it. */
  async function reach(index: number, preventScroll: boolean): Promise<void> {
    if (box.value) box.value.scrollTop = scrollTop.value = reveal(index, count.value, ROW, scrollTop.value, height.value);
    await nextTick();
    box.value?.querySelector<HTMLElement>('[data-focused]')?.focus({ preventScroll });
  }

  let frame = 0;
  function onScroll(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => (scrollTop.value = box.value?.scrollTop ?? 0));
  }
  const observer = new ResizeObserver(([entry]) => {
    // On paper the box is as high as its rows; more rows for it would make it higher still.
    if (entry && !matchMedia('print').matches) height.value = entry.contentRect.height - ROW;
  });
  onMounted(() => box.value && observer.observe(box.value));
  onBeforeUnmount(() => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    rows.value?.stop();
  });

  return { rows, problem, loading, height, count, view, drawn, isEmpty, begin, toTop, look, stepOf, placeAfter, reach, onScroll };
}
