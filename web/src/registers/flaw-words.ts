/** What is wrong with a field, in words; and all that is wrong with a draft, from the form itself and from the server. */
import type { ProblemError } from '@/api/problem';
import { listed, pick, useWords, words } from '@/i18n';

import { fieldNamed, type Declaration } from './declaration';
import { flawsOf, type Draft } from './form';

const t = useWords(
  words({
    missing: { zh: '这一项必填', en: 'This is needed' },
    tooLong: { zh: '最多 {limit} 个字符', en: 'At most {limit} characters' },
    tooSmall: { zh: '不小于 {limit}', en: 'Not below {limit}' },
    tooLarge: { zh: '不大于 {limit}', en: 'Not above {limit}' },
    noDay: { zh: '没有这一天，请写成 2026-11-20 的样子', en: 'There is no such day; write it as 2026-11-20' },
    order: { zh: '早于起始日', en: 'Before the first day' },
    oneOf: { zh: '{fields}：填且只填一项', en: '{fields}: exactly one of them' },
    someOf: { zh: '{fields}：至少填一项', en: '{fields}: at least one of them' },
  }),
);

/** What is wrong with a draft, by field, in words. */
export function flawWords(declaration: Declaration, draft: Draft): Map<string, string> {
  const label = (name: string) => {
    const field = fieldNamed(declaration, name);
    return field ? pick(field.label) : name;
  };
  const said = new Map<string, string>();
  for (const [name, { key, limit = 0, fields = [] }] of flawsOf(declaration, draft)) {
    said.set(name, t(key, { limit, fields: listed(fields.map(label)) }));
  }
  return said;
}

/** What the server says of fields that the form has; the rest is for the bar. */
export function fieldErrors(declaration: Declaration, problem: ProblemError | undefined): Map<string, string> {
  return new Map([...(problem?.fields ?? [])].filter(([name]) => fieldNamed(declaration, name)));
}
