/** Words that the product uses in one meaning only, as docs/glossary.md has them. */
import type { Words } from '@/i18n';

export interface Term {
  term: Words;
  meaning: Words;
}

export const TERMS: readonly Term[] = [
  {
    term: { zh: '登记', en: 'Register' },
    meaning: {
      zh: '存在的事物和关于它的事实：从哪天到哪天成立，谁负责说明',
      en: 'A thing that exists, and the facts about it: from when to when they hold, and who answers for them',
    },
  },
  { term: { zh: '义务', en: 'Duty' }, meaning: { zh: '必须做或必须保持的事', en: 'What a body must do or keep true' } },
  { term: { zh: '事项', en: 'Matter' }, meaning: { zh: '一方申请、告知或报备，另一方受理、审核、批准或拒绝', en: 'What one body asks, tells or files and another decides' } },
  { term: { zh: '报告时限', en: 'Clock' }, meaning: { zh: '从某一时刻起算的报告期限', en: 'A time limit for a report, from a moment' } },
  { term: { zh: '监督', en: 'Case' }, meaning: { zh: '检查、发现、责令整改、断开、线索、问责', en: 'Inspection, finding, order to correct, disconnection, lead, accountability' } },
  { term: { zh: '已履行', en: 'Fulfilled' }, meaning: { zh: '做了，或者保持着', en: 'It is done, or holds' } },
  { term: { zh: '待办', en: 'Open' }, meaning: { zh: '还没做，期限未到', en: 'Not yet done, the due day is ahead' } },
  { term: { zh: '逾期', en: 'Overdue' }, meaning: { zh: '期限已过，仍可补做', en: 'The due day has passed, it can still be done late' } },
  {
    term: { zh: '违反', en: 'Breached' },
    meaning: { zh: '应当保持的没有保持，禁止的出现了，或者误了提前期', en: 'What must hold does not, something forbidden is there, or a lead time was missed' },
  },
  { term: { zh: '未知', en: 'Unknown' }, meaning: { zh: '缺少事实，并说明缺什么', en: 'A fact is missing, and which' } },
  { term: { zh: '不适用', en: 'Not applicable' }, meaning: { zh: '当天的法或者事实不要求', en: 'The law or the facts do not ask for it on that day' } },
  { term: { zh: '申报', en: 'Declared' }, meaning: { zh: '有人这样说', en: 'Somebody says so' } },
  { term: { zh: '实测', en: 'Measured' }, meaning: { zh: '机器看到的', en: 'A machine saw it' } },
  { term: { zh: '起始日、截止日', en: 'From, until' }, meaning: { zh: '截止日当天仍然算', en: 'The last day still counts' } },
  { term: { zh: '获知时刻', en: 'Learned at' }, meaning: { zh: '系统知道这件事的时刻；从前的回答不会改变', en: 'When the product learned it; earlier answers never change' } },
  { term: { zh: '账目', en: 'Entry' }, meaning: { zh: '账本里的一条：一次操作', en: 'One line of the ledger: one act' } },
  { term: { zh: '检查点', en: 'Checkpoint' }, meaning: { zh: '签了名的账本末端', en: 'A signed head of the ledger' } },
  { term: { zh: '收据', en: 'Receipt' }, meaning: { zh: '向任何人证明一条账目的小文件', en: 'A small file that proves one entry to anybody' } },
];
