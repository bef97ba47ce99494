/** Every page, with somebody to whom it is open: what is looked at by axe and in pictures. */
import type { Login, Page } from './test';

export interface Visited {
  name: string;
  path: string;
  /** Nobody: the page is open to strangers. */
  login?: Login;
  /** Something more to look at once the page stands. */
  then?: (page: Page) => Promise<void>;
}

const UNIT = '样433130U007';

export const PAGES: readonly Visited[] = [
  { name: 'verify', path: '/verify' },
  { name: 'login', path: '/login' },
  { name: 'founding', path: '/founding#nobody' },
  { name: 'founding-half', path: '/founding' },
  { name: 'desk', path: '/', login: 'handler' },
  { name: 'desk-security', path: '/', login: 'security' },
  { name: 'unit', path: `/unit/${UNIT}`, login: 'handler' },
  { name: 'unit-people', path: `/unit/${UNIT}?tab=people`, login: 'handler' },
  { name: 'unit-registers', path: `/unit/${UNIT}?tab=registers`, login: 'handler' },
  {
    name: 'duty-drawer',
    path: `/unit/${UNIT}?status=breached`,
    login: 'handler',
    then: async (page) => {
      await page.locator('tbody tr td a').first().click();
      await page.locator('.explanation').first().waitFor();
    },
  },
  { name: 'unit-state', path: `/unit/${UNIT}/state`, login: 'handler' },
  { name: 'matters', path: '/matters', login: 'agency' },
  { name: 'matters-mine', path: '/matters?view=mine', login: 'handler' },
  { name: 'matter-start', path: '/matters/start', login: 'handler' },
  {
    name: 'matter-form',
    path: '/matters/start?kind=debugging_notice',
    login: 'handler',
    then: async (page) => {
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.locator('.check').waitFor();
    },
  },
  {
    name: 'matter',
    path: '/matters?view=all',
    login: 'approver',
    then: async (page) => {
      await page.locator('tbody a').first().click();
      await page.locator('.timeline').waitFor();
    },
  },
  { name: 'matter-notices', path: '/matters/notices?which=all', login: 'agency' },
  { name: 'matter-findings', path: '/matters/findings', login: 'agency' },
  { name: 'duties', path: '/duties', login: 'agency' },
  { name: 'duty', path: '/duties/hunan-2026/responsible-person-named/' + UNIT, login: 'handler' },
  { name: 'registers', path: '/registers', login: 'agency' },
  { name: 'register', path: '/registers/terminal', login: 'agency' },
  { name: 'register-filtered', path: '/registers/terminal?q=nothing-of-the-kind', login: 'agency' },
  {
    name: 'form',
    path: '/registers/training',
    login: 'handler',
    then: async (page) => {
      await page.getByRole('button', { name: /^(登记培训|Enter: )/ }).first().click();
      await page.locator('.drawer-form').waitFor();
    },
  },
  { name: 'row', path: `/registers/unit/${UNIT}`, login: 'handler' },
  { name: 'row-history', path: `/registers/unit/${UNIT}?tab=history`, login: 'handler' },
  { name: 'row-referring', path: `/registers/unit/${UNIT}?tab=referring`, login: 'handler' },
  { name: 'import', path: '/registers/import', login: 'handler' },
  { name: 'search', path: '/search?q=财政局', login: 'agency' },
  { name: 'law', path: '/law', login: 'reader' },
  { name: 'law-search', path: '/law?q=端口', login: 'reader' },
  { name: 'law-instrument', path: '/law/hunan-2026', login: 'reader' },
  { name: 'law-article', path: '/law/hunan-2026/24', login: 'reader' },
  { name: 'law-comparison', path: '/law/comparison', login: 'reader' },
  { name: 'law-coverage', path: '/law/coverage', login: 'reader' },
  { name: 'law-readings', path: '/law/readings', login: 'reader' },
  { name: 'law-text', path: '/law/text', login: 'reader' },
  { name: 'overview', path: '/overview', login: 'approver' },
  { name: 'overview-screen', path: '/overview?screen=1', login: 'approver' },
  { name: 'calendar', path: '/calendar', login: 'handler' },
  { name: 'ledger', path: '/ledger/entries', login: 'audit' },
  { name: 'ledger-entry', path: '/ledger/entries/1', login: 'audit' },
  { name: 'ledger-acts', path: '/ledger/acts', login: 'audit' },
  { name: 'ledger-integrity', path: '/ledger/integrity', login: 'audit' },
  { name: 'ledger-receipt', path: '/ledger/receipt', login: 'audit' },
  { name: 'admin-system', path: '/admin', login: 'system' },
  { name: 'admin-logins', path: '/admin/logins', login: 'system' },
  { name: 'admin-login', path: '/admin/logins/handler', login: 'system' },
  { name: 'admin-settings', path: '/admin/settings', login: 'system' },
  { name: 'admin-jobs', path: '/admin/jobs', login: 'system' },
  { name: 'admin-backups', path: '/admin/backups', login: 'system' },
  { name: 'admin-notices', path: '/admin/notices', login: 'province' },
  { name: 'admin-grants', path: '/admin/grants', login: 'security' },
  { name: 'admin-policies', path: '/admin/policies', login: 'security' },
  {
    name: 'admin-policy',
    path: '/admin/policies',
    login: 'security',
    then: async (page) => {
      await page.locator('#content a[href^="/admin/policies/"]').first().click();
      await page.waitForURL(/\/admin\/policies\/./);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  { name: 'admin-erasure', path: '/admin/erasure', login: 'security' },
  { name: 'admin-rules', path: '/admin/rules', login: 'province' },
  { name: 'admin-audit', path: '/admin', login: 'audit' },
  { name: 'account', path: '/account', login: 'handler' },
  { name: 'help', path: '/help', login: 'handler' },
  { name: 'missing', path: '/no/such/page', login: 'handler' },
  { name: 'forbidden', path: '/forbidden', login: 'handler' },
];
