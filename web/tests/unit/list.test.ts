/** Lists that come page by page: asked anew, they stay as long as they were. */
import { describe, expect, it } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';

import { useList, type List } from '@/composables/list';
import { useResource, type Resource } from '@/composables/resource';

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** A list of numbers, two to a page, as the server would give it. */
function listOf(all: { numbers: number[]; fails?: boolean }) {
  const asked: (number | undefined)[] = [];
  const question = ref('one');
  const scope = effectScope();
  const list = scope.run(() =>
    useList(
      () => ({ question: question.value }),
      async (_, after: number | undefined) => {
        asked.push(after);
        if (all.fails) throw new Error('broken');
        const rest = all.numbers.filter((one) => after === undefined || one > after);
        return { rows: rest.slice(0, 2), next: rest.length > 2 ? rest[1] : null };
      },
    ),
  ) as List<number>;
  return { asked, list, question, stop: () => scope.stop() };
}

describe('a list', () => {
  it('is asked anew with all pages that stand there, and replaced at once', async () => {
    const all = { numbers: [1, 2, 3, 4, 5, 6, 7] };
    const { asked, list, stop } = listOf(all);
    await settle();
    await list.more();
    expect(list.rows.value).toEqual([1, 2, 3, 4]);
    all.numbers = [1, 3, 4, 5, 6, 7];
    const came = list.reload();
    expect(list.rows.value).toEqual([1, 2, 3, 4]);
    await came;
    expect(list.rows.value).toEqual([1, 3, 4, 5]);
    expect(asked).toEqual([undefined, 2, undefined, 3]);
    await list.more();
    expect(list.rows.value).toEqual([1, 3, 4, 5, 6, 7]);
    expect(list.hasMore.value).toBe(false);
    stop();
  });

  it('asked for more while it is asked anew, has both', async () => {
    const all = { numbers: [1, 2, 3, 4, 5] };
    const { list, stop } = listOf(all);
    await settle();
    all.numbers = [2, 3, 4, 5, 6];
    void list.reload();
    await list.more();
    expect(list.rows.value).toEqual([2, 3, 4, 5]);
    stop();
  });

  it('stays in view when it cannot be asked anew, and begins with one page where the question is another one', async () => {
    const all: Parameters<typeof listOf>[0] = { numbers: [1, 2, 3, 4, 5] };
    const { asked, list, question, stop } = listOf(all);
    await settle();
    await list.more();
    all.fails = true;
    await list.reload();
    expect(list.rows.value).toEqual([1, 2, 3, 4]);
    expect(list.problem.value?.detail).toBe('broken');
    all.fails = false;
    question.value = 'two';
    await nextTick();
    await settle();
    expect(list.rows.value).toEqual([1, 2]);
    expect(asked.slice(-1)).toEqual([undefined]);
    stop();
  });
});

/** Answers that come when the test says so; whoever gives a question up gets none. */
function answersAtWill() {
  const answers: ((given: number) => void)[] = [];
  const load = (signal: AbortSignal) =>
    new Promise<number>((resolve, reject) => {
      answers.push(resolve);
      signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
    });
  return { answers, load };
}

describe('whoever asks again and is overtaken goes on when the newer answer stands there', () => {
  it.each(['a list', 'a resource'])('%s', async (what) => {
    const { answers, load } = answersAtWill();
    const scope = effectScope();
    const asked = scope.run((): List<number> | Resource<number> =>
      what === 'a list'
        ? useList(
            () => 'all',
            async (_, __, signal) => ({ rows: [await load(signal)] }),
          )
        : useResource(
            () => 'one',
            (_, signal) => load(signal),
          ),
    )!;
    const shown = () => ('rows' in asked ? asked.rows.value?.[0] : asked.data.value);
    answers[0]!(0);
    await settle();
    let seen: number | undefined;
    const own = asked.reload().then(() => (seen = shown()));
    void asked.reload();
    void asked.reload();
    await settle();
    expect([shown(), seen]).toEqual([0, undefined]);
    answers[3]!(3);
    await own;
    expect(seen).toBe(3);
    scope.stop();
  });
});

describe('an answer about one thing', () => {
  it('goes as soon as another is asked about, and stays while the same is asked again', async () => {
    const { answers, load } = answersAtWill();
    const question = ref({ of: 'one', version: 1 });
    const scope = effectScope();
    const asked = scope.run(() => useResource(() => question.value, (_, signal) => load(signal), ({ of }) => of))!;
    answers[0]!(1);
    await settle();
    question.value = { of: 'one', version: 2 };
    await nextTick();
    expect(asked.data.value).toBe(1);
    answers[1]!(2);
    await settle();
    expect(asked.data.value).toBe(2);
    question.value = { of: 'other', version: 2 };
    await nextTick();
    expect(asked.data.value).toBeUndefined();
    answers[2]!(3);
    await settle();
    expect(asked.data.value).toBe(3);
    scope.stop();
  });
});
