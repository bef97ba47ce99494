import { useWords, words } from '@/i18n';

export const t = useWords(
  words({
    desk: { zh: '工作台', en: 'My desk' },
    note: { zh: '等您办理的事，按法定期限排列', en: 'What waits for you, by the law’s clock' },
    forUnits: { zh: '{units}：等您办理的事，按法定期限排列', en: '{units}: what waits for you, by the law’s clock' },
    clocks: { zh: '正在计时', en: 'Clocks running' },
    clocksHelp: { zh: '倒计时到期限当日24时为止；以小时计的报告时限另按条文计算。', en: 'Until the end of the due day; limits in hours are counted as the article says.' },
    overdue: { zh: '已逾期', en: 'Overdue' },
    breached: { zh: '正在违反', en: 'In breach' },
    coming: { zh: '即将到期', en: 'Coming due' },
    all: { zh: '查看全部 {count} 项', en: 'All {count}' },
    unknown: { zh: '另有 {count} 项状态未知，缺少事实，登记后即可判断', en: '{count} more cannot be judged; facts are missing' },
    show: { zh: '去补充', en: 'Fill them in' },
    nothing: { zh: '没有等您办理的事', en: 'Nothing waits for you' },
    nothingHelp: { zh: '没有逾期、违反或将到期的义务。可以核对本单位的登记是否与实际相符。', en: 'No duty is overdue, in breach or coming due. You may check that the registers of your unit are as things are.' },
    openUnit: { zh: '查看本单位', en: 'Open my unit' },
    nothingAdmin: { zh: '没有等您处理的事', en: 'Nothing waits for you' },
    nothingAdminHelp: { zh: '需要您处理的申请出现后会列在这里。', en: 'Requests that need you are listed here when they come.' },
    noGrant: { zh: '还没有向您开放的内容', en: 'Nothing is open to you yet' },
    noGrantHelp: { zh: '您的账户还没有在任的授权，或授权已到期。请联系本单位的管理员申请。', en: 'Your account has no grant in force, or it has ended. Ask the administrator of your unit for one.' },
    grants: { zh: '等待审批的授权', en: 'Grants waiting for a decision' },
    grant: { zh: '授权', en: 'Grant' },
    login: { zh: '账户', en: 'Account' },
    role: { zh: '角色', en: 'Role' },
    grantUnit: { zh: '单位', en: 'Unit' },
    term: { zh: '期限', en: 'Term' },
    requestedBy: { zh: '申请人', en: 'Requested by' },
    decide: { zh: '去审批', en: 'Decide' },
    matters: { zh: '等待办结的事项', en: 'Matters to decide' },
    matter: { zh: '事项', en: 'Matter' },
    applicant: { zh: '申请单位', en: 'Applicant' },
    applied: { zh: '申请日', en: 'Applied' },
    waitingFor: { zh: '已等 {count} 天', en: '{count} days ago' },
    handle: { zh: '去办结', en: 'Decide' },
    calendar: { zh: '期限日历', en: 'Due days' },
    before: { zh: '上个月', en: 'Month before' },
    after: { zh: '下个月', en: 'Month after' },
    thisMonth: { zh: '本月', en: 'This month' },
    weekdays: { zh: '一 二 三 四 五 六 日', en: 'Mo Tu We Th Fr Sa Su' },
    dayLabel: { zh: '{day}，{count} 项到期', en: '{day}: {count} due' },
    off: { zh: '休', en: 'off' },
    worked: { zh: '班', en: 'work' },
    dueOnDay: { zh: '{day} 到期', en: 'Due on {day}' },
    noneOnDay: { zh: '这一天没有到期的事项', en: 'Nothing is due on this day' },
    chooseDay: { zh: '选择有数字的日子，查看当天到期的事项', en: 'Choose a day with a figure to see what is due on it' },
    system_administrator: { zh: '系统管理员', en: 'System administrator' },
    security_administrator: { zh: '安全管理员', en: 'Security administrator' },
    audit_administrator: { zh: '审计管理员', en: 'Audit administrator' },
    handler: { zh: '经办', en: 'Handler' },
    approver: { zh: '审核', en: 'Approver' },
    reader: { zh: '查阅', en: 'Reader' },
  }),
);

const ROLES = ['system_administrator', 'security_administrator', 'audit_administrator', 'handler', 'approver', 'reader'] as const;

export const roleText = (role: string): string => {
  const known = ROLES.find((one) => one === role);
  return known ? t(known) : role;
};
