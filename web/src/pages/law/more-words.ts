/** Words of the pages beside the articles: comparison, coverage, readings, and the official text. */
import { pick, useWords, words } from '@/i18n';

export const t = useWords(
  words({
    older: { zh: '旧', en: 'Older' },
    newer: { zh: '新', en: 'Newer' },
    change: { zh: '变化', en: 'Change' },
    allChanges: { zh: '全部', en: 'All' },
    kept: { zh: '保留', en: 'Kept' },
    changed: { zh: '改动', en: 'Changed' },
    supplementary: { zh: '补充适用', en: 'Supplementary' },
    dropped: { zh: '不再适用', en: 'Dropped' },
    added: { zh: '新增', en: 'Added' },
    comparisonNote: {
      zh: '逐条规则对照。补充适用：新办法没有提到，也不抵触，由主管部门决定是否继续执行。',
      en: 'Rule by rule. Supplementary: the newer text neither speaks of it nor contradicts it; the competent department decides whether it goes on.',
    },
    findRule: { zh: '查找规则', en: 'Find a rule' },
    noChange: { zh: '没有符合的规则', en: 'No rule fits' },
    noChangeHelp: { zh: '请换一个词，或选“全部”。', en: 'Try another word, or choose All.' },
    differsIn: { zh: '不同之处', en: 'They differ in' },
    expressions: { zh: '规则表达式 ▸', en: 'Rule expressions ▸' },
    foldExpressions: { zh: '规则表达式 ▾', en: 'Rule expressions ▾' },
    differIn: { zh: '{fields}不同', en: 'They differ in: {fields}' },
    absent: { zh: '（无）', en: '(none)' },
    wrongOrder: { zh: '请选两部不同的法规', en: 'Choose two different instruments' },
    wrongOrderHelp: { zh: '旧的一部须先于新的一部施行。', en: 'The older one has to begin before the newer one.' },
    coverageNote: { zh: '每一款都要么编成规则，要么写明为什么不编；写下的案例每次打开本页都重新跑一遍。', en: 'Every clause is either made into rules or set aside with a reason. The written cases are run each time this page is opened.' },
    cases: { zh: '案例', en: 'Cases' },
    casesHold: { zh: '{count} 个案例全部通过', en: 'All {count} cases hold' },
    casesFail: { zh: '{count} 个案例中有 {failed} 个不符', en: '{failed} of {count} cases do not hold' },
    dutiesPlanned: { zh: '规划中的义务 {count} 项', en: '{count} {count|duty is|duties are} planned' },
    withoutStatus: { zh: '未处理', en: 'Not dealt with' },
    setAside: { zh: '不编规则', en: 'Set aside' },
    carriedOut: { zh: '已编成规则', en: 'Made into rules' },
    setAsideClauses: { zh: '不编规则的各款及理由', en: 'Clauses set aside, and why' },
    running: { zh: '正在运行全部案例……', en: 'Running every case…' },
    readingsTitle: { zh: '原文可以有几种读法的地方', en: 'Where the text can be read in several ways' },
    chosen: { zh: '采用', en: 'Taken' },
    because: { zh: '理由：{reason}', en: 'Why: {reason}' },
    factsTitle: { zh: '规则所依赖的外部事实', en: 'Facts from elsewhere that rules rest on' },
    fact: { zh: '事实', en: 'Fact' },
    source: { zh: '来源', en: 'Source' },
    certainty: { zh: '确定程度', en: 'How sure' },
    checked: { zh: '核对日期', en: 'Checked' },
    findFact: { zh: '查找外部事实', en: 'Find a fact' },
    textNote: {
      zh: '选择官方发布的文本（UTF-8 纯文本）。系统逐款读出，与编写规则时的原文比对；服务器不保存，关闭页面即清除。',
      en: 'Choose the published text (plain text in UTF-8). It is read clause by clause and compared with the text that the rules were written for. The server keeps nothing, and it is gone when the page is closed.',
    },
    dropText: { zh: '把文本文件拖到这里，或点击选择', en: 'Drop a text file here, or click to choose' },
    paste: { zh: '也可以直接粘贴全文', en: 'Or paste the whole text' },
    read: { zh: '读出并比对', en: 'Read and compare' },
    reading: { zh: '正在读取……', en: 'Reading…' },
    isText: { zh: '读出《{title}》，共 {count} 款项', en: '“{title}”, {count} {count|clause|clauses}' },
    isInstrument: { zh: '对应{instrument}', en: 'It is {instrument}' },
    isNone: { zh: '不是已编入的任何一部法规，只能列出，不能对照。', en: 'It is none of the instruments here; it can be listed but not compared.' },
    sameAsOurs: { zh: '与编写规则时的原文逐款一致。', en: 'Clause by clause it is the text that the rules were written for.' },
    findings: { zh: '{count} 处与编写规则时的原文不同', en: '{count} {count|place differs|places differ} from the text that the rules were written for' },
    unread: { zh: '{count} 行没有读懂', en: '{count} {count|line|lines} could not be read' },
    line: { zh: '第 {line} 行', en: 'Line {line}' },
    besideArticles: { zh: '在条文页对照查看', en: 'See it beside the articles' },
    layAside: { zh: '清除这份文本', en: 'Put this text away' },
    sayNumber: { zh: '条款', en: 'Clause' },
    sayText: { zh: '文本', en: 'Text' },
  }),
);

/** Fields in which rules differ, as the law data calls them. */
const FIELDS = ['means', 'function', 'when', 'rows', 'each', 'kind', 'must', 'for_year', 'reading', 'every', 'bearer', 'overseer', 'route', 'subject', 'count_min', 'never', 'applicant', 'needs', 'title', 'deadline'] as const;
type Field = (typeof FIELDS)[number];

const FIELD_WORDS = words<Field>({
  means: { zh: '含义', en: 'Meaning' },
  function: { zh: '职能', en: 'Function' },
  when: { zh: '适用条件', en: 'Applies when' },
  rows: { zh: '依据的记录', en: 'Rows looked at' },
  each: { zh: '逐项', en: 'For each' },
  kind: { zh: '种类', en: 'Kind' },
  must: { zh: '须做', en: 'Must' },
  for_year: { zh: '所属年度', en: 'For the year' },
  reading: { zh: '读法', en: 'Reading' },
  every: { zh: '周期', en: 'Every' },
  bearer: { zh: '责任人', en: 'Who must' },
  overseer: { zh: '监督者', en: 'Who oversees' },
  route: { zh: '办理路径', en: 'Route' },
  subject: { zh: '对象', en: 'Subject' },
  count_min: { zh: '最少数量', en: 'At least' },
  never: { zh: '不得', en: 'Never' },
  applicant: { zh: '申请人', en: 'Applicant' },
  needs: { zh: '前提', en: 'Needs' },
  title: { zh: '名称', en: 'Title' },
  deadline: { zh: '期限', en: 'Deadline' },
});

const isField = (field: string): field is Field => (FIELDS as readonly string[]).includes(field);

export const fieldWord = (field: string): string => (isField(field) ? pick(FIELD_WORDS[field]) : field);
