/** Keys that work on the whole page: one key, or `g` and then another. They rest while somebody types. */
import { onScopeDispose, shallowReactive } from 'vue';

import type { Words } from '@/i18n';

export interface Shortcut {
  /** `/`, `?`, or `g d`. */
  keys: string;
  label: Words;
  run: () => void;
  /** Whether it leads anywhere now; a key that does not is neither listed nor taken. */
  open: () => boolean;
}

const PREFIX_MS = 1200;
const shortcuts = shallowReactive(new Set<Shortcut>());

/** Those that work now, for whoever lists them. */
export const openShortcuts = (): Shortcut[] => [...shortcuts].filter(({ open }) => open());

export function useShortcut(keys: string, label: Words, run: () => void, open = () => true): void {
  const shortcut = { keys, label, run, open };
  shortcuts.add(shortcut);
  onScopeDispose(() => shortcuts.delete(shortcut));
}

/** Whether keys belong to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Whether something stands over the page that is to be answered or closed first; a key that led away would take what is typed there along. */
const isCovered = (): boolean => [...document.querySelectorAll('[role=dialog][aria-modal=true]')].some((dialog) => dialog.getClientRects().length > 0);

export function startShortcuts(): void {
  let prefixAt = -PREFIX_MS;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const typed = event.timeStamp - prefixAt < PREFIX_MS ? `g ${event.key}` : event.key;
    prefixAt = typed === 'g' ? event.timeStamp : -PREFIX_MS;
    const found = openShortcuts()
      .reverse()
      .find((shortcut) => shortcut.keys === typed);
    // What only shows or hides the list of keys leads nowhere.
    if (!found || (found.keys !== '?' && isCovered())) return;
    event.preventDefault();
    found.run();
  });
}
