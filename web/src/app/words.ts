import { useWords, words } from '@/i18n';

export const WORDS = words({
  product: { zh: '守望', en: 'Shouwang' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  navigation: { zh: '主导航', en: 'Main navigation' },
  collapse: { zh: '收起导航', en: 'Collapse navigation' },
  expand: { zh: '展开导航', en: 'Expand navigation' },
  search: { zh: '搜索编号、名称、义务、条文', en: 'Search codes, names, duties, the law' },
  searchSome: { zh: '搜索页面、条文', en: 'Search pages and the law' },
  searchShort: { zh: '搜索', en: 'Search' },
  nothingFound: { zh: '没有找到“{q}”。可以换一个词，或输入编号的开头。', en: 'Nothing holds “{q}”. Try another word, or the beginning of a code.' },
  allFound: { zh: '查看全部结果', en: 'Show all results' },
  theme: { zh: '明暗', en: 'Light or dark' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  auto: { zh: '跟随系统', en: 'As the system' },
  language: { zh: 'Switch to English', en: '切换到中文' },
  otherLanguage: { zh: 'English', en: '中文' },
  account: { zh: '账户', en: 'Account' },
  logOut: { zh: '退出登录', en: 'Log out' },
  shortcuts: { zh: '键盘操作', en: 'Keyboard' },
  focusSearch: { zh: '搜索', en: 'Search' },
  showShortcuts: { zh: '显示键盘操作', en: 'Show keys' },
  tableKeys: { zh: '表格里移动；回车打开，空格选中', en: 'Move in a table; Enter opens, Space selects' },
  planning: {
    zh: '正在首次推算全部义务，完成之前列表和数字还不完整；完成后，本页会更新，或提示您刷新。',
    en: 'All duties are being planned for the first time; until that is done lists and numbers are incomplete. This page then follows, or offers to.',
  },
  missing: { zh: '没有这一页', en: 'There is no such page' },
  missingHelp: { zh: '地址可能写错了，或者这一页已经移走。请从左边的导航重新进入。', en: 'The address may be mistyped, or the page has moved. Use the navigation on the left.' },
  failed: { zh: '这一页没能打开', en: 'This page could not be opened' },
  failedHelp: { zh: '请稍后重试；仍不行时，请把下面的话告诉运维人员。', en: 'Try again in a while; if it stays so, tell the operator what stands below.' },
  forbidden: { zh: '这一页未向您开放', en: 'This page is not open to you' },
  forbiddenHelp: {
    zh: '您的角色不办理这里的事项。需要时请联系本单位的管理员申请授权。',
    en: 'Your role does not do what is done here. If it should, ask the administrator of your unit for a grant.',
  },
  toStart: { zh: '返回首页', en: 'To the start' },
  nothing: { zh: '还没有向您开放的内容', en: 'Nothing is open to you yet' },
  nothingHelp: {
    zh: '您的账户还没有在任的授权，或授权已到期。请联系本单位的管理员申请。',
    en: 'Your account has no grant in force, or it has ended. Ask the administrator of your unit for one.',
  },
});

export const t = useWords(WORDS);
