/** What a rule says in one field, as a comparison shows it: a name where the law data has an identifier, or an expression of the law's language. */
import { nameOfRole } from '@/app/roles';
import { pick, useWords, words, type Words } from '@/i18n';
import { whoText } from '@/matters/words';
import { leadText } from '@/pages/matters/words';

const t = useWords(
  words({
    designation: { zh: '指定', en: 'designation' },
    post: { zh: '岗位', en: 'post' },
    state: { zh: '保持', en: 'must hold at all times' },
    forbidden: { zh: '禁止', en: 'forbidden' },
    periodic: { zh: '定期', en: 'periodic' },
    within: { zh: '限时', en: 'within a time' },
    before: { zh: '事前', en: 'before an event' },
    retention: { zh: '留存', en: 'retention' },
    month: { zh: '每月', en: 'every month' },
    quarter: { zh: '每季度', en: 'every quarter' },
    halfYear: { zh: '每半年', en: 'every half-year' },
    year: { zh: '每年', en: 'every year' },
    review: { zh: '审核', en: 'reviews' },
    approve: { zh: '批准', en: 'approves' },
    sign: { zh: '签署', en: 'signs' },
    file: { zh: '备案', en: 'files' },
    notice: { zh: '接收告知', en: 'takes notice' },
    inform: { zh: '接收通报', en: 'is informed' },
    carryOut: { zh: '实施', en: 'carries out' },
    together: { zh: '（同时）', en: ' at the same time' },
    limit: { zh: '（{limit}内）', en: ' within {limit}' },
    step: { zh: '{who}{does}', en: '{who} {does}' },
  }),
);
type Word = Parameters<typeof t>[0];

const KINDS: readonly Word[] = ['designation', 'post', 'state', 'forbidden', 'periodic', 'within', 'before', 'retention'];
const PERIODS: Readonly<Record<string, Word>> = { month: 'month', quarter: 'quarter', 'half-year': 'halfYear', year: 'year' };
const DEEDS: Readonly<Record<string, Word>> = {
  review: 'review',
  approve: 'approve',
  sign: 'sign',
  file: 'file',
  notice: 'notice',
  inform: 'inform',
  carry_out: 'carryOut',
};

/** Fields that are said in words. All others hold an expression of the law's language: who wants to read it unfolds it. */
const PLAIN: ReadonlySet<string> = new Set(['title', 'means', 'function', 'overseer', 'kind', 'every', 'subject', 'count_min', 'route']);
export const isExpression = (field: string): boolean => !PLAIN.has(field);

/** `operating_agency (same_level) approve together within 10 workdays`; what it does not know stays as it is. */
function stepText(step: string): string {
  const [, who = '', of = '', does = '', together, limit] = /^(\w+) \((\w+)\) (\w+)( together)?(?: within (.+))?$/.exec(step) ?? [];
  const deed = DEEDS[does];
  if (!deed) return step;
  const said = t('step', { who: whoText({ who, of }), does: t(deed) });
  return [said, together ? t('together') : '', limit ? t('limit', { limit: leadText(limit) }) : ''].join('');
}

/** The value in words; `subjects` are the names of registers. */
export function valueText(field: string, value: Words, subjects: ReadonlyMap<string, Words>): string {
  const text = pick(value);
  switch (field) {
    case 'function':
    case 'overseer':
      return nameOfRole(text);
    case 'kind': {
      const kind = KINDS.find((one) => one === text);
      return kind ? t(kind) : text;
    }
    case 'every': {
      const period = PERIODS[text];
      return period ? t(period) : text;
    }
    case 'subject': {
      const label = subjects.get(text);
      return label ? pick(label) : text;
    }
    case 'route':
      return text.split(/( → )/).map((part, at) => (at % 2 ? part : stepText(part))).join('');
    default:
      return text;
  }
}
