/** Light or dark, as the user chose or as the system is. */
import { ref, watchEffect } from 'vue';

export type Theme = 'auto' | 'light' | 'dark';

const KEPT = 'shouwang.theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');

const kept = localStorage.getItem(KEPT);
export const theme = ref<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');
/** Whether the page is dark at the moment; charts have to know. */
export const isDark = ref(false);

export function setTheme(next: Theme): void {
  theme.value = next;
  localStorage.setItem(KEPT, next);
}

export function startTheme(): void {
  const systemDark = ref(system.matches);
  system.addEventListener('change', (event) => (systemDark.value = event.matches));
  watchEffect(() => {
    isDark.value = theme.value === 'dark' || (theme.value === 'auto' && systemDark.value);
    document.documentElement.classList.toggle('dark', isDark.value);
  });
}
