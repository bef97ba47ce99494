/** Where the keyboard goes on when the button that was pressed is no longer there: left alone it would begin at the top of the page again. */
import { nextTick } from 'vue';

/** To the head of the page. */
export async function focusHeading(): Promise<void> {
  await nextTick();
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

/**
 * To what now stands in the place of the one that went, the last one if that was the last; to the head of the page when none is left. Nowhere when
 * it had not the focus.
 */
export async function focusPlace(root: Element | null, selector: string, place: number): Promise<void> {
  if (place < 0) return;
  await nextTick();
  const left = [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const next = left[Math.min(place, left.length - 1)];
  if (next) next.focus();
  else await focusHeading();
}

/** The place of what has the focus among these. */
export const placeOfFocus = (root: Element | null, selector: string): number =>
  [...(root?.querySelectorAll(selector) ?? [])].findIndex((one) => one === document.activeElement);
