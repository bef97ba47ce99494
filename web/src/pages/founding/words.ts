import { useWords, words } from '@/i18n';

export const t = useWords(
  words({
    product: { zh: '守望', en: 'Shouwang' },
    title: { zh: '设立三类管理员', en: 'Found the three administrators' },
    note: {
      zh: '系统管理员、安全管理员和审计管理员须是三个不同的人，互相制约；谁都不能给自己授权。',
      en: 'The system, the security and the audit administrator are three different persons who check one another; nobody grants anything to himself.',
    },
    system: { zh: '系统管理员', en: 'System administrator' },
    systemHelp: { zh: '设立账户，申请授权，管理设置、备份和任务', en: 'Makes accounts, asks for grants, keeps settings, backups and jobs' },
    security: { zh: '安全管理员', en: 'Security administrator' },
    securityHelp: { zh: '批准或拒绝授权和策略', en: 'Approves or refuses grants and policies' },
    audit: { zh: '审计管理员', en: 'Audit administrator' },
    auditHelp: { zh: '查看谁做了什么，核对存证', en: 'Sees who did what, and verifies the ledger' },
    login: { zh: '登录名', en: 'Login name' },
    loginWrong: { zh: '3 至 64 个小写字母、数字、点、下划线或连字符', en: '3 to 64 small letters, digits, points, underscores or hyphens' },
    name: { zh: '姓名', en: 'Name' },
    document: { zh: '证件号码', en: 'Number of the identity document' },
    documentHelp: { zh: '不保存号码，只保存带密钥的摘要，用来认出同一个人', en: 'Not kept; only a keyed hash of it, by which one person is known as one' },
    until: { zh: '授权截止日', en: 'Last day of the grants' },
    untilHelp: { zh: '到期前由其他管理员续期', en: 'The other administrators renew them before' },
    missing: { zh: '请填写', en: 'Please fill this in' },
    sameLogin: { zh: '三个登录名不能相同', en: 'The three login names must differ' },
    samePerson: { zh: '这是另一位管理员的证件号码；须是三个人', en: 'Another administrator has this number; they must be three persons' },
    found: { zh: '设立', en: 'Found them' },
    noToken: { zh: '这个链接不完整', en: 'This link is not whole' },
    noTokenHelp: {
      zh: '请在服务器上复制启动时显示的完整链接，包括“#”后面的部分。链接 24 小时内有效，三人中一人登录后即失效；重新启动服务会给出新的链接。',
      en: 'Copy the whole link that the server showed when it started, with the part behind the "#". It is good for 24 hours, until one of the three has logged in; starting the server again gives a new one.',
    },
    done: { zh: '三类管理员已设立', en: 'The three administrators are in place' },
    doneHelp: {
      zh: '初始口令只显示这一次。请分别交给本人；首次登录须更换，并设置第二重验证。',
      en: 'The first passwords are shown only now. Hand each to its owner, who changes it at the first log-in and sets up a second factor.',
    },
    role: { zh: '角色', en: 'Role' },
    password: { zh: '初始口令', en: 'First password' },
    print: { zh: '打印', en: 'Print' },
    toLogIn: { zh: '前往登录', en: 'Go to log in' },
    otherLanguage: { zh: 'English', en: '中文' },
  }),
);
