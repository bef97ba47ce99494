/** What people ask, answered in a few sentences, with the article that it rests on and the page where it is done. */
import type { Words } from '@/i18n';

/** An article, and the page of the law where it stands. */
export interface Cited {
  rule: string;
  instrument: string;
  rule_article: number;
}

const cited = (instrument: string, article: number): Cited => ({ rule: `${instrument}/${article}`, instrument, rule_article: article });
/** An article of the measures of 2026, and of the interim ones of 2020. */
const measures = (article: number) => cited('hunan-2026', article);
const interim = (article: number) => cited('hunan-2020-interim', article);

export interface Topic {
  key: string;
  question: Words;
  answer: Words;
  /** The articles that it rests on. */
  articles?: readonly Cited[];
  /** Where it is done, and the operation that has to be open to the user for it. */
  link?: { to: string; label: Words; operation?: string };
}

export const TOPICS: readonly Topic[] = [
  {
    key: 'status',
    question: { zh: '义务的状态是怎么算出来的？', en: 'How does a duty come by its status?' },
    answer: {
      zh: '由台账里的事实按条文推算，不靠填报。打开一项义务，可以看到读了哪些事实、从哪一天起、下一次变化在何时，以及怎样改变它。缺少事实时是“未知”，并写明缺什么。',
      en: 'It is computed from the facts in the registers by the articles; nobody reports it. A duty’s page tells which facts were read, since when, when it changes next, and what would change it. Where a fact is missing it is “unknown”, and says which.',
    },
    link: { to: '/duties', label: { zh: '义务', en: 'Duties' }, operation: 'duties.list' },
  },
  {
    key: 'facts',
    question: { zh: '填错了怎么办？', en: 'What if something was entered wrongly?' },
    answer: {
      zh: '在台账里更正或撤回那一行。以前的内容留在“历史”里：哪一天是什么情况、当时知道什么，都查得到；过去的答案不会因更正而改变。',
      en: 'Correct or withdraw the row in its register. What it said before stays in its history: what was true on a day, and what was known then. Answers given before do not change.',
    },
    articles: [measures(3), measures(13)],
    link: { to: '/registers', label: { zh: '台账', en: 'Registers' }, operation: 'registers.list' },
  },
  {
    key: 'import',
    question: { zh: '怎样成批填报？', en: 'How do I enter many rows at once?' },
    answer: {
      zh: '下载空白模板填写，或导出现有台账改好，再导入。先看会发生什么，确认后才写入；有一处不对，整批都不写。',
      en: 'Fill in the template, or export a register and change it, then import it. You see first what would happen; one mistake stops the whole import.',
    },
    link: { to: '/registers/import', label: { zh: '导入', en: 'Import' }, operation: 'registers.import' },
  },
  {
    key: 'deadline',
    question: { zh: '期限按什么推算？', en: 'How are time limits counted?' },
    answer: {
      zh: '写明工作日的，按国务院办公厅的放假安排数工作日；没有写明的按自然日。还没有发布安排的年份按普通周末推算，注明为暂定。条文有几种读法的，用省主管部门选定的读法。',
      en: 'Where working days are said, by the State Council’s holiday notice; otherwise by calendar days. A year without a notice is counted by ordinary weekends and marked as provisional. Where a text can be read in several ways, the way that the competent department of the province chose holds.',
    },
    articles: [measures(26), measures(31)],
    link: { to: '/calendar', label: { zh: '日历', en: 'Calendar' } },
  },
  {
    key: 'grants',
    question: { zh: '为什么有些内容看不到、改不了？', en: 'Why can I not see or change something?' },
    answer: {
      zh: '能看什么、改什么，由授权决定：代表哪个单位、什么角色、到哪一天。授权由系统管理员申请、安全管理员批准，到期自动失效。您的授权列在“我的账户”里。',
      en: 'Grants decide that: for which unit, in which role, until which day. The system administrator asks for them, the security administrator approves them, and they end by themselves. Yours are listed under “My account”.',
    },
    articles: [measures(27), interim(17), interim(18)],
    link: { to: '/account', label: { zh: '我的账户', en: 'My account' } },
  },
  {
    key: 'administrators',
    question: { zh: '三类管理员为什么互不兼任？', en: 'Why are there three administrators?' },
    answer: {
      zh: '系统管理员管账户和运行，安全管理员管授权，审计管理员看账本。一个人做的事，总有另一个人批准、第三个人看得见；程序不让同一个自然人兼任。',
      en: 'One keeps accounts and the running system, one decides on grants, one reads the ledger. What one does another approves and a third one sees; the program lets no natural person be two of them.',
    },
    articles: [interim(18)],
    link: { to: '/admin', label: { zh: '管理', en: 'Administration' }, operation: 'logins.list' },
  },
  {
    key: 'deputy',
    question: { zh: '出差、休假时谁来办？', en: 'Who acts while I am away?' },
    answer: {
      zh: '在“我的账户”里为自己的授权申请代理人，写明起止日；批准后，他以您的授权行事，账本里分得清是谁做的。不要把口令交给别人。',
      en: 'Ask for a deputy under “My account”, with a first and a last day. Once approved he acts under your grant, and the ledger tells the two of you apart. Never hand over your password.',
    },
    articles: [measures(27)],
    link: { to: '/account', label: { zh: '我的账户', en: 'My account' } },
  },
  {
    key: 'proof',
    question: { zh: '怎样证明某件事确实做过、没有被改动？', en: 'How can it be proven that something was done and not altered?' },
    answer: {
      zh: '每次操作都是账本里的一条，前后相扣，末端有签名。审计管理员可以出具收据；拿到收据的人在浏览器里、在公开页面上或离线都能核对，不必相信服务器。',
      en: 'Every act is an entry of a ledger whose head is signed. The audit administrator makes receipts; whoever holds one verifies it in the browser, on the public page or offline, and need not believe the server.',
    },
    link: { to: '/ledger/receipt', label: { zh: '核对收据', en: 'Verify a receipt' } },
  },
  {
    key: 'factor',
    question: { zh: '丢了手机，进不来怎么办？', en: 'What if I lose my phone?' },
    answer: {
      zh: '登录时选“使用恢复码”，进来后重新设置动态口令。恢复码也没有了，请系统管理员重置您的账户。',
      en: 'Choose “Use a recovery code” at log-in, then set up one-time codes anew. Without recovery codes, have the system administrator reset your account.',
    },
    link: { to: '/account', label: { zh: '我的账户', en: 'My account' } },
  },
];
