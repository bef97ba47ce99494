/** How the duties under each article stand within the user's scope: asked once for the tree and for the page beside it. */
import { inject, provide, type InjectionKey, type ShallowRef } from 'vue';

import { may } from '@/app/session';
import { useChanges } from '@/composables/changes';
import { useResource } from '@/composables/resource';
import { countByArticle } from '@/counts/api';
import type { Counts } from '@/counts/counts';
import { today } from '@/i18n';

/** By article, as `articleKey` names it; nothing while they are awaited, and where they are not shown. */
type ArticleCounts = Readonly<ShallowRef<ReadonlyMap<string, Counts> | undefined>>;

const KEY: InjectionKey<ArticleCounts> = Symbol('counts by article');

/** Asks while they are `shown`. Numbers are of today: beside the law of another day they would mislead. */
export function provideArticleCounts(shown: () => boolean, on: () => string): void {
  const counted = useResource(
    () => (may('duties.list') && shown() && (!on() || on() === today())) || undefined,
    (_, signal) => countByArticle({}, signal),
  );
  useChanges(
    () => void counted.reload(),
    ({ units }) => units.length > 0,
  );
  provide(KEY, counted.data);
}

export function useArticleCounts(): ArticleCounts {
  const counts = inject(KEY);
  if (!counts) throw new Error('counts by article are given by the frame of the law');
  return counts;
}
