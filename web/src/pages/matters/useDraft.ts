/** A draft as it is edited: its lines, what is not saved yet, saving, and what the facts say of it while it is filled in. */
import { computed, ref, shallowRef, watch } from 'vue';

import { asProblem } from '@/api/problem';
import { useAction } from '@/composables/action';
import { useDebounced } from '@/composables/debounced';
import { useResource } from '@/composables/resource';
import { actOnMatter, checkMatter, editMatter, getForm, getMatter, type Line, type Matter } from '@/matters/api';
import { cleaned, meeting, sameLines } from '@/matters/draft';
import { isOpenDraft } from '@/matters/path';

import { useKept } from './useKept';

const REST_MS = 500;

const linesOf = ({ lines }: Matter) => lines as Line[];

export function useDraft(number: string) {
  const lines = ref<Line[]>([]);
  /** The matter as this page builds on it: what is typed goes into this version. */
  const stored = shallowRef<Matter>();
  /** Whether somebody else changed lines that were changed here as well. */
  const isOvertaken = ref(false);
  const loaded = useResource(() => number, getMatter);
  const form = useResource(() => stored.value?.kind, getForm);

  function take(matter: Matter) {
    stored.value = matter;
    lines.value = linesOf(matter).map((line) => ({ ...line }));
  }
  /** Another version came: others may have saved, added a file, or handed it in; what was typed here is neither lost nor put over theirs unseen. */
  function meet(matter: Matter) {
    const seen = stored.value;
    if (!seen) return take(matter);
    if (matter.version < seen.version) return;
    const found = isOpenDraft(matter) ? meeting(lines.value, linesOf(seen), linesOf(matter)) : 'adopt';
    if (found === 'take') take(matter);
    else if (found === 'adopt') stored.value = matter;
    else isOvertaken.value = true;
  }

  const isDirty = computed(() => stored.value !== undefined && !sameLines(lines.value, linesOf(stored.value)));
  const sent = computed(() => lines.value.map(cleaned));
  const settled = useDebounced(() => sent.value, REST_MS);
  // What is saved is asked about as it is saved; what is typed, once it has come to rest.
  const asked = computed(() => (isDirty.value && settled.value.length ? settled.value : undefined));
  const check = useResource(
    () => (stored.value && isOpenDraft(stored.value) ? { version: stored.value.version, asked: asked.value } : undefined),
    (key, signal) => checkMatter(number, key.asked, signal),
  );

  /** Writes the lines, also where the version is another one for no change of lines: a file came, or the answer to this very write got lost. */
  async function write(seen: Matter, asSent: readonly Line[]): Promise<Matter> {
    try {
      return await editMatter(number, seen.version, asSent);
    } catch (thrown) {
      if (asProblem(thrown).code !== 'overtaken') throw thrown;
      const there = await getMatter(number);
      if (!isOpenDraft(there)) stored.value = there;
      else if (sameLines(linesOf(there), asSent)) return there;
      else if (sameLines(linesOf(there), linesOf(seen))) return editMatter(number, there.version, asSent);
      else isOvertaken.value = true;
      throw thrown;
    }
  }
  async function save(over?: Matter): Promise<Matter> {
    const seen = over ?? stored.value;
    if (!seen) throw new Error('there is no draft');
    if (!isDirty.value && !over) return seen;
    const asSent = sent.value;
    const written = await write(seen, asSent);
    isOvertaken.value = false;
    // What was typed while it was on its way stays, and is still to be saved.
    if (sameLines(lines.value, asSent)) take(written);
    else stored.value = written;
    return written;
  }
  const saving = useAction(() => save());
  const handing = useAction(async (reason?: string) => {
    const matter = await save();
    const offer = matter.acts.find(({ act }) => act === 'submit');
    // What has to go with it, or stands in the way, is told by the page.
    if (!offer?.possible || (offer.needs === 'emergency' && !reason)) return { matter, offer };
    try {
      const done = await actOnMatter(matter, 'submit', reason);
      stored.value = done;
      return { matter: done, offer, done };
    } catch (thrown) {
      if (asProblem(thrown).code === 'overtaken') meet(await getMatter(number));
      throw thrown;
    }
  });
  const discarding = useAction(async () => stored.value && actOnMatter(stored.value, 'withdraw'));

  /** Somebody else wrote meanwhile: what is here goes over it. */
  const keepMine = useAction(async () => {
    await save(await getMatter(number));
    forget();
  });
  /** What stands there is read, and what was filled in here is given up. */
  const takeTheirs = useAction(async () => {
    take(await getMatter(number));
    forget();
  });
  function forget() {
    isOvertaken.value = false;
    saving.problem.value = handing.problem.value = undefined;
  }

  const isWriting = computed(() => [saving, handing, discarding, keepMine, takeTheirs].some(({ running }) => running.value));
  // Of what is being written, the answer to the write tells more.
  watch(loaded.data, (matter) => matter && !isWriting.value && meet(matter), { immediate: true });

  const kept = useKept(number, { lines, stored, isDirty, settled });
  return { lines, stored, loaded, form, check, isDirty, isOvertaken, isWriting, kept, saving, handing, discarding, keepMine, takeTheirs };
}
