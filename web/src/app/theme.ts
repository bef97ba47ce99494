/** Light or dark, as the user chose or as the system is; paper is always light. */
import { ref, watchEffect } from 'vue';

import { keepHere, keptHere } from '@/composables/browser';

export type Theme = 'auto' | 'light' | 'dark';

const KEPT = 'shouwang.theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const paper = window.matchMedia('print');

const kept = keptHere(KEPT);
export const theme = ref<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');
/** Whether the page is dark at the moment; charts have to know. */
export const isDark = ref(false);

export function setTheme(next: Theme): void {
  theme.value = next;
  keepHere(KEPT, next);
}

export function startTheme(): void {
  const systemDark = ref(system.matches);
  const printing = ref(paper.matches);
  system.addEventListener('change', (event) => (systemDark.value = event.matches));
  paper.addEventListener('change', (event) => (printing.value = event.matches));
  // At once: what is printed is drawn as soon as it has been told.
  watchEffect(
    () => {
      isDark.value = !printing.value && (theme.value === 'dark' || (theme.value === 'auto' && systemDark.value));
      document.documentElement.classList.toggle('dark', isDark.value);
    },
    { flush: 'sync' },
  );
}
