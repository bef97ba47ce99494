import { language, useWords, words } from '@/i18n';

export const t = useWords(
  words({
    calendar: { zh: '工作日历', en: 'Calendar' },
    note: {
      zh: '工作日以国务院办公厅每年的放假通知为准；以“工作日”计的期限都照此推算。',
      en: "Working days follow each year's holiday notice of the State Council; limits in working days are counted by it.",
    },
    year: { zh: '{year} 年', en: '{year}' },
    yearBefore: { zh: '上一年', en: 'The year before' },
    yearAfter: { zh: '下一年', en: 'The next year' },
    workdays: { zh: '{count} 个工作日', en: '{count} working {count|day|days}' },
    workday: { zh: '工作日', en: 'Working day' },
    workedWeekend: { zh: '调休上班', en: 'Worked weekend' },
    weekend: { zh: '周末', en: 'Weekend' },
    off: { zh: '放假', en: 'Day off' },
    markOff: { zh: '休', en: 'off' },
    markWorked: { zh: '班', en: 'on' },
    provisional: { zh: '暂推', en: 'Provisional' },
    provisionalNote: {
      zh: '{year} 年还没有放假通知，只按周末推算；通知公布并导入后可能变动。',
      en: 'There is no holiday notice for {year} yet: only weekends are counted, which may change once it is published and imported.',
    },
    notice: { zh: '放假通知', en: 'Holiday notice' },
    noNotice: { zh: '还没有 {year} 年的放假通知', en: 'There is no notice for {year} yet' },
    noNoticeHelp: {
      zh: '国务院办公厅通常在上一年的 11 月公布；公布后由系统管理员在管理页导入。',
      en: 'It usually comes in November of the year before; a system administrator then imports it.',
    },
    issued: { zh: '{day} 印发', en: 'Issued {day}' },
    holiday: { zh: '假日', en: 'Holiday' },
    daysCount: { zh: '{count} 天', en: '{count} {count|day|days}' },
    worked: { zh: '上班的周末', en: 'Weekends that are worked' },
    calculator: { zh: '期限推算', en: 'Count a limit' },
    from: { zh: '起算日', en: 'From' },
    event: { zh: '作业日', en: 'Event day' },
    how: { zh: '怎样数', en: 'How' },
    after: { zh: '之后', en: 'After' },
    before: { zh: '之前', en: 'Before' },
    latest: { zh: '至少提前', en: 'At latest' },
    count: { zh: '数量', en: 'Number' },
    unit: { zh: '单位', en: 'Unit' },
    unitWorkday: { zh: '工作日', en: 'working days' },
    unitDay: { zh: '自然日', en: 'days' },
    unitWeek: { zh: '周', en: 'weeks' },
    unitMonth: { zh: '月', en: 'months' },
    unitYear: { zh: '年', en: 'years' },
    loose: { zh: '宽算：通知当日也算', en: 'Loose: the day of the notice counts' },
    result: { zh: '结果', en: 'Result' },
    mayMove: { zh: '可能变动：{years} 年没有放假通知', en: 'It may move: there is no notice for {years}' },
  }),
);

const WEEKDAYS = words({
  monday: { zh: '一', en: 'M' },
  tuesday: { zh: '二', en: 'T' },
  wednesday: { zh: '三', en: 'W' },
  thursday: { zh: '四', en: 'T' },
  friday: { zh: '五', en: 'F' },
  saturday: { zh: '六', en: 'S' },
  sunday: { zh: '日', en: 'S' },
});
export const weekdays = [WEEKDAYS.monday, WEEKDAYS.tuesday, WEEKDAYS.wednesday, WEEKDAYS.thursday, WEEKDAYS.friday, WEEKDAYS.saturday, WEEKDAYS.sunday];

/** The name of a month, from 1. */
export const monthName = (month: number): string =>
  new Intl.DateTimeFormat(language.value === 'en' ? 'en' : 'zh-CN', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1));
