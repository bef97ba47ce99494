/** Words about matters that several pages say. */
import { pick, useWords, words } from '@/i18n';

export const t = useWords(
  words({
    matters: { zh: '事项', en: 'Matters' },
    matter: { zh: '事项', en: 'Matter' },
    number: { zh: '编号', en: 'Number' },
    subject: { zh: '对象', en: 'About' },
    applicant: { zh: '申请单位', en: 'Applicant' },
    status: { zh: '状态', en: 'Status' },
    does: { zh: '待办', en: 'To do' },
    did: { zh: '经办', en: 'Was asked to' },
    received: { zh: '收到', en: 'Received' },
    filedOn: { zh: '提交', en: 'Handed in' },
    begun: { zh: '起草', en: 'Drafted' },
    over: { zh: '办结', en: 'Done' },
    due: { zh: '办理期限', en: 'Due' },
    dueToday: { zh: '今天到期', en: 'due today' },
    stillLeft: { zh: '，还剩', en: ', left:' },
    dueIn: { zh: '还有 {count} 个工作日', en: '{count} {count|workday|workdays} left' },
    dueTomorrowAtMost: { zh: '下一个工作日前', en: 'before the next working day' },
    lateBy: { zh: '逾期 {count} 个工作日', en: '{count} {count|workday|workdays} late' },
    lateNoWorkday: { zh: '已逾期', en: 'late' },
    urgent: { zh: '紧急', en: 'Emergency' },
    urgentHelp: { zh: '迟于期限，作为紧急情况提交', en: 'Handed in late, as an emergency' },
    urgentBecause: { zh: '迟于期限，作为紧急情况提交：{reason}', en: 'Handed in late, as an emergency: {reason}' },
    givenTo: { zh: '由{name}承办', en: 'given to {name}' },
    asked: { zh: '等待申请单位答复', en: 'Waiting for the applicant' },
    start: { zh: '开办事项', en: 'Start a matter' },
    startOne: { zh: '起草', en: 'Draft it' },
    edit: { zh: '填写', en: 'Fill in' },
    submit: { zh: '提交', en: 'Hand in' },
    withdraw: { zh: '撤回', en: 'Withdraw' },
    answer: { zh: '答复', en: 'Answer' },
    pass: { zh: '同意', en: 'Pass' },
    refuse: { zh: '不予同意', en: 'Refuse' },
    return: { zh: '退回补正', en: 'Send back' },
    ask: { zh: '询问', en: 'Ask' },
    transfer: { zh: '转交', en: 'Hand over' },
    carry_out: { zh: '已实施', en: 'Carried out' },
    remind: { zh: '期限将到，已提醒', en: 'Reminded that time runs out' },
    escalate: { zh: '逾期，已报上级机构', en: 'Late: the body above was told' },
    consent: { zh: '逾期未答复，视为同意', en: 'Nothing said in time: taken for consent' },
    close: { zh: '到期终结', en: 'Ended with its last day' },
    passReview: { zh: '审核同意', en: 'Pass the review' },
    passApprove: { zh: '批准', en: 'Approve' },
    passSign: { zh: '签署', en: 'Sign' },
    passFile: { zh: '予以备案', en: 'File it' },
    refuseFile: { zh: '不予备案', en: 'Refuse to file it' },
    competent_department: { zh: '主管部门', en: 'competent department' },
    operating_agency: { zh: '运行管理机构', en: 'operating agency' },
    cryptography: { zh: '密码管理部门', en: 'cryptography authority' },
    public_security: { zh: '公安机关', en: 'public security' },
    finance: { zh: '财政部门', en: 'finance' },
    connected_unit: { zh: '本单位', en: 'the unit itself' },
    provider: { zh: '服务商', en: 'provider' },
    same_level: { zh: '本级{who}', en: '{who} of the level' },
    superior: { zh: '上一级{who}', en: '{who} of the level above' },
    prefecture_or_above: { zh: '市级以上{who}', en: '{who} of the prefecture or above' },
    province: { zh: '省级{who}', en: '{who} of the province' },
    other_party: { zh: '对方单位', en: 'the other party' },
    stepOf: { zh: '{who}{does}', en: '{who}: {does}' },
    and: { zh: '{first}等 {count} 个单位', en: '{first} and others, {count} in all' },
    article: { zh: '{instrument}第 {number} 条', en: '{instrument}, article {number}' },
  }),
);

const WHO = ['competent_department', 'operating_agency', 'cryptography', 'public_security', 'finance', 'connected_unit', 'provider'] as const;
const OF = ['same_level', 'superior', 'prefecture_or_above', 'province', 'other_party'] as const;
const ACTS = [
  'edit',
  'submit',
  'withdraw',
  'answer',
  'pass',
  'refuse',
  'return',
  'ask',
  'transfer',
  'carry_out',
  'remind',
  'escalate',
  'consent',
  'close',
] as const;
const PASSES: Readonly<Record<string, 'passReview' | 'passApprove' | 'passSign' | 'passFile'>> = {
  review: 'passReview',
  approve: 'passApprove',
  sign: 'passSign',
  file: 'passFile',
};

/** Who acts in a step: `本级主管部门`. */
export function whoText({ who, of }: { who: string; of: string }): string {
  const known = WHO.find((one) => one === who);
  const name = known ? t(known) : who;
  if (of === 'other_party') return t('other_party');
  const level = OF.find((one) => one === of);
  return level && known !== 'connected_unit' ? t(level, { who: name }) : name;
}

/** Who does what in a step: `本级主管部门批准`. */
export const stepText = (step: { who: string; of: string; does_label: { zh: string; en: string } }): string =>
  t('stepOf', { who: whoText(step), does: pick(step.does_label) });

/** What an act is called; a yes by what the step does, and the no to a filing. */
export function actText(act: string, does?: string): string {
  if (act === 'refuse' && does === 'file') return t('refuseFile');
  const yes = act === 'pass' && does ? PASSES[does] : undefined;
  if (yes) return t(yes);
  const known = ACTS.find((one) => one === act);
  return known ? t(known) : act;
}

/** How far a matter may have got, in the order in which it comes there. */
export const STATUSES = words({
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '已提交', en: 'Submitted' },
  reviewed: { zh: '审核中', en: 'Under review' },
  asked: { zh: '待答复', en: 'Waiting for an answer' },
  returned: { zh: '退回补正', en: 'Returned for correction' },
  to_carry_out: { zh: '待实施', en: 'To be carried out' },
  approved: { zh: '已批准', en: 'Approved' },
  filed: { zh: '已备案', en: 'Filed' },
  noticed: { zh: '已告知', en: 'Noticed' },
  carried_out: { zh: '已实施', en: 'Carried out' },
  closed: { zh: '已终结', en: 'Closed' },
  refused: { zh: '不予同意', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
});

export const statusText = (status: keyof typeof STATUSES): string => pick(STATUSES[status]);

/** How a status is drawn, by the shapes that those of duties have. */
export function toneOf(status: string): string {
  if (status === 'refused') return 'breached';
  if (status === 'returned' || status === 'asked') return 'overdue';
  if (['submitted', 'reviewed', 'to_carry_out'].includes(status)) return 'open';
  if (['approved', 'filed', 'noticed', 'carried_out'].includes(status)) return 'fulfilled';
  return 'none';
}
