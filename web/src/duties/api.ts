/** What pages ask of the duties in numbers. */
import { api, take } from '@/api/client';

import type { Counted } from './counts';

export interface CountConditions {
  division?: string;
  unit?: string;
  duty?: string;
  /** Only what has stood so since this day or later. */
  since_from?: string;
}

/** What duties are counted by; `child` are the divisions one level below the one that is asked about. */
export type CountedBy = 'division' | 'duty' | 'unit' | 'article' | 'industry' | 'child';

export async function countDuties(by: CountedBy, conditions: CountConditions, signal?: AbortSignal, and?: CountedBy): Promise<Counted[]> {
  const query = { ...conditions, by, and };
  return (await take(api.GET('/api/v1/duties/counts', { params: { query }, signal }))).counts;
}

/** By article, as `hunan-2026/24`. */
export const countByArticle = (conditions: CountConditions, signal?: AbortSignal): Promise<Counted[]> => countDuties('article', conditions, signal);
