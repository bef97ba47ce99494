/** The history of a matter as it is told: a draft that somebody saved many times over is one line. */
import type { Schemas } from '@/api/client';

import type { Matter } from './api';

type Entry = Schemas['MatterEntryView'];

const isSame = (one: Entry, other: Entry): boolean =>
  one.act === 'edit' && other.act === 'edit' && one.by === other.by && one.unit === other.unit && one.on === other.on;

export function timelineOf({ entries }: Pick<Matter, 'entries'>): Entry[] {
  return entries.filter((entry, at) => {
    const next = entries[at + 1];
    return !next || !isSame(entry, next);
  });
}
