/** What pages ask of the duties in numbers. */
import { api, take } from '@/api/client';

import { gather, type Counted, type Counts } from './counts';

export interface CountConditions {
  division?: string;
  unit?: string;
  duty?: string;
  /** Only what has stood so since this day or later. */
  since_from?: string;
}

/** What duties are counted by; `child` are the divisions one level below the one that is asked about. */
export type CountedBy = 'article' | 'division' | 'duty' | 'unit' | 'industry' | 'child';

export async function countDuties(by: CountedBy, conditions: CountConditions, signal?: AbortSignal, and?: CountedBy): Promise<Counted[]> {
  const query = { ...conditions, by, and };
  return (await take(api.GET('/api/v1/duties/counts', { params: { query }, signal }))).counts;
}

/** By article of the law, as `articleKey` names it. */
export const countByArticle = async (conditions: CountConditions, signal?: AbortSignal): Promise<Map<string, Counts>> =>
  gather(await countDuties('article', conditions, signal));
