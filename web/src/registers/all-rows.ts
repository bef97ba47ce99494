/** All rows that fit a question, page by page, up to as many as can be changed at once. */
import { listRows, type Question, type Stored } from './api';

const PAGE = 500;

export async function rowsThatFit(register: string, question: Question, most: number, ask = listRows): Promise<Stored[]> {
  const rows: Stored[] = [];
  let after: string | undefined;
  do {
    const page = await ask(register, question, { after, limit: Math.min(PAGE, most - rows.length) });
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after && rows.length < most);
  return rows;
}
