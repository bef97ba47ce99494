/** What stands whole in a box that nobody scrolls, such as one on a wall: how many of its lines, and how many of its columns. */
import { nextTick, onScopeDispose, reactive, watch, type Ref } from 'vue';

/** Marks what may be left out, and how large the largest of them is. */
const LINES = '[data-line]';
const COLUMNS = '[data-column]';

const largest = (all: NodeListOf<Element>, size: (box: DOMRect) => number): number =>
  [...all].reduce((most, each) => Math.max(most, size(each.getBoundingClientRect())), 0);

/** Of lines of different heights, how many stand above an edge. */
export function linesAbove(bottoms: readonly number[], edge: number): number {
  const first = bottoms.findIndex((bottom) => bottom > edge);
  return first < 0 ? bottoms.length : first;
}

/** How many of some columns there is room for beside the others. */
export const columnsWithin = (count: number, width: number, whole: number, room: number): number =>
  width <= 0 ? count : Math.max(0, Math.min(count, Math.floor((room - (whole - count * width)) / width)));

/** Measured anew with the box, and with what `drawn` says; where it may scroll everything is shown. What is cut must not change the box itself. */
export function useFitting(box: Readonly<Ref<HTMLElement | null>>, isCut: () => boolean, drawn: () => unknown) {
  const shown = reactive({ lines: Infinity, columns: Infinity });

  async function measure(): Promise<void> {
    shown.lines = shown.columns = Infinity;
    if (!isCut()) return;
    await nextTick();
    const { value } = box;
    if (!value) return;
    const room = value.getBoundingClientRect();
    const lines = [...value.querySelectorAll(LINES)].map((line) => line.getBoundingClientRect().bottom);
    shown.lines = linesAbove(lines, room.bottom + 0.5);
    const columns = value.querySelectorAll(COLUMNS);
    shown.columns = columnsWithin(columns.length, largest(columns, ({ width }) => width), value.scrollWidth, room.width);
  }

  const observer = new ResizeObserver(() => void measure());
  watch(
    box,
    (now, before) => {
      if (before) observer.unobserve(before);
      if (now) observer.observe(now);
    },
    { flush: 'post' },
  );
  onScopeDispose(() => observer.disconnect());
  watch([isCut, drawn], () => void measure(), { flush: 'post' });
  return shown;
}
