/** A word across all registers. */
import { api, take, type Both } from '@/api/client';

import { rememberNames, listRegisters } from './api';
import { nameOf, type Row } from './declaration';

export interface FoundGroup {
  register: string;
  label: Both;
  rows: { code: string; from?: string; name: string }[];
  /** Whether there are more in this register. */
  more: boolean;
}

export async function searchRegisters(q: string, signal?: AbortSignal): Promise<FoundGroup[]> {
  const [{ found }, registers] = await Promise.all([take(api.GET('/api/v1/search', { params: { query: { q } }, signal })), listRegisters()]);
  const labels = new Map(registers.map(({ name, label }) => [name, label]));
  return found.map(({ register, rows, more }) => {
    const all = rows.map(({ row }) => row as Row);
    rememberNames(register, all);
    const lines = all.map((row) => ({ code: row.code, from: row.from, name: nameOf(row) }));
    return { register, label: labels.get(register) ?? { zh: register, en: register }, rows: lines, more };
  });
}
