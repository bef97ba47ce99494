/** A draft as it is edited: its lines, what is not saved yet, saving, and what the facts say of it while it is filled in. */
import { computed, ref, shallowRef, watch } from 'vue';

import { useAction } from '@/composables/action';
import { useDebounced } from '@/composables/debounced';
import { useResource } from '@/composables/resource';
import { actOnMatter, checkMatter, editMatter, getForm, getMatter, type Line, type Matter } from '@/matters/api';
import { cleaned, sameLines } from '@/matters/draft';
import { isOpenDraft } from '@/matters/path';

const REST_MS = 500;

export function useDraft(number: string) {
  const lines = ref<Line[]>([]);
  /** The matter as it stands on the server, as far as this page knows. */
  const stored = shallowRef<Matter>();
  const loaded = useResource(() => number, getMatter);
  const form = useResource(() => stored.value?.kind, getForm);

  function take(matter: Matter) {
    stored.value = matter;
    lines.value = (matter.lines as Line[]).map((line) => ({ ...line }));
  }
  // When only the language changes, what was filled in stays.
  watch(loaded.data, (matter) => matter && matter.version !== stored.value?.version && take(matter), { immediate: true });

  const isDirty = computed(() => stored.value !== undefined && !sameLines(lines.value, stored.value.lines as Line[]));
  const sent = computed(() => lines.value.map(cleaned));
  const settled = useDebounced(() => sent.value, REST_MS);
  // What is saved is asked about as it is saved; what is typed, once it has come to rest.
  const asked = computed(() => (isDirty.value && settled.value.length ? settled.value : undefined));
  const check = useResource(
    () => (stored.value && isOpenDraft(stored.value) ? { version: stored.value.version, asked: asked.value } : undefined),
    (key, signal) => checkMatter(number, key.asked, signal),
  );

  async function save(over?: number): Promise<Matter> {
    const matter = stored.value;
    if (!matter) throw new Error('there is no draft');
    if (!isDirty.value && over === undefined) return matter;
    const asSent = sent.value;
    const written = await editMatter(number, over ?? matter.version, asSent);
    // What was typed while it was on its way stays, and is still to be saved.
    if (sameLines(lines.value, asSent)) take(written);
    else stored.value = written;
    return written;
  }
  const saving = useAction(save);
  const handing = useAction(async (reason?: string) => {
    const matter = await save();
    const offer = matter.acts.find(({ act }) => act === 'submit');
    // What has to go with it, or stands in the way, is told by the page.
    if (!offer?.possible || (offer.needs === 'emergency' && !reason)) return { matter, offer };
    const done = await actOnMatter(matter, 'submit', reason);
    stored.value = done;
    return { matter: done, offer, done };
  });
  const discarding = useAction(async () => stored.value && actOnMatter(stored.value, 'withdraw'));

  /** Somebody else wrote meanwhile: what is here goes over it. */
  const keepMine = useAction(async () => {
    await save((await getMatter(number)).version);
    forget();
  });
  /** What stands there is read, and what was filled in here is given up. */
  const takeTheirs = useAction(async () => {
    take(await getMatter(number));
    forget();
  });
  const forget = () => (saving.problem.value = handing.problem.value = undefined);

  /** Only the version is another one, for a file was added; what is being filled in stays. */
  async function refresh() {
    stored.value = await getMatter(number);
  }

  return { lines, stored, loaded, form, check, isDirty, refresh, saving, handing, discarding, keepMine, takeTheirs };
}
