/** Which days are working days around today, asked for once a day; and today itself, which does not wait for somebody to load the page anew. */
import { ref, shallowRef, type Ref } from 'vue';

import { api, take } from '@/api/client';
import { may } from '@/app/session';
import { today } from '@/i18n';
import { addDays } from '@/registers/history';

import type { KnownDays } from './workdays';

/** As far back and ahead as the days of steps reach. */
const BACK = 120;
const AHEAD = 240;
const LOOK_MS = 60_000;

/** One clock and one calendar serve everything that counts days. */
const now = ref(today());
const days = shallowRef<KnownDays>(new Map());
let asked = '';
let timer: ReturnType<typeof setInterval> | undefined;
/** Whether anybody counts working days; today alone needs no calendar. */
let isCounting = false;

async function look(): Promise<void> {
  now.value = today();
  if (!isCounting || asked === now.value || !may('calendar.read')) return;
  asked = now.value;
  const query = { from: addDays(asked, -BACK), until: addDays(asked, AHEAD) };
  try {
    const known = await take(api.GET('/api/v1/calendar/days', { params: { query } }));
    days.value = new Map(known.days.map(({ day, kind }) => [day, kind]));
  } catch {
    // The plain week is counted until the calendar can be read.
    asked = '';
  }
}

/** Today in Beijing, also after midnight. */
export function useToday(): Readonly<Ref<string>> {
  timer ??= setInterval(() => void look(), LOOK_MS);
  void look();
  return now;
}

export function useWorkdays() {
  isCounting = true;
  return { now: useToday(), days };
}
