/** The frame: logging in and back, language, theme, search, keys, and pages that are not there. */
import { expect, test } from './support/test';

test('a wrong password is refused beside the form, and the right one leads to the page that was asked for', async ({ county }) => {
  const page = await county.stranger();
  await page.goto('/registers/terminal?q=T1');
  await expect(page).toHaveURL(/\/login\?return=/);
  const { login, password } = county.account('reader');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill('wrong');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('口令');
  await page.locator('#password').fill(password);
  await page.locator('#password').press('Enter');
  await expect(page).toHaveURL(/\/registers\/terminal\?q=T1$/);
});

test('a session that was ended elsewhere leads to the log-in and back to the same page', async ({ county }) => {
  const page = await county.aloneAs('handler');
  await page.goto('/registers');
  await expect(page.locator('a[href="/registers/training"]')).toBeVisible();
  const other = await page.context().newPage();
  await other.goto('/registers');
  await other.getByRole('button', { name: '账户' }).click();
  await other.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(other.locator('#login')).toBeVisible();
  await page.locator('a[href="/registers/training"]').click();
  await expect(page).toHaveURL(/\/login\?return=\/registers\/training/);
  const { login, password } = county.account('handler');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.locator('#password').press('Enter');
  await expect(page).toHaveURL(/\/registers\/training$/);
  await expect(page.getByRole('grid')).toBeVisible();
});

test('language and theme are kept when the page is opened again', async ({ county }) => {
  const page = await county.as('agency');
  await page.goto('/registers');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await page.getByRole('menuitem', { name: 'Dark' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveClass(/dark/);
  await expect(page.getByRole('heading', { name: 'Registers' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/\p{Script=Han}{6}/u);
});

test('the search is reached and used by keys alone', async ({ county }) => {
  const page = await county.as('agency');
  await page.goto('/registers');
  await expect(page.getByRole('heading', { name: '台账' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('财政局');
  await expect(page.getByRole('option').first()).toContainText('财政局');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/registers\/\w+\//);
  await expect(page.getByRole('heading').first()).toContainText('财政局');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('台账');
});

test('keys are listed for the pages that are open to the user, and others do nothing', async ({ county }) => {
  const page = await county.as('reader');
  await page.goto('/registers');
  await expect(page.getByRole('heading', { name: '台账' })).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: '键盘操作' });
  await expect(keys).toContainText('前往台账');
  await expect(keys).not.toContainText('前往管理');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/law$/);
});

test('a name is found by the initials of its pinyin', async ({ county }) => {
  const page = await county.as('approver');
  await page.goto('/registers');
  await page.getByRole('combobox', { name: '搜索' }).fill('lsjyj');
  await expect(page.getByRole('option').first()).toContainText('龙山县教育局');
});

test('a page that is not there, and one that is not open to the user, say so', async ({ county }) => {
  const page = await county.as('reader');
  await page.goto('/no/such/page');
  await expect(page.getByText('没有这一页')).toBeVisible();
  await page.goto('/registers/import');
  await expect(page.getByText('这一页未向您开放')).toBeVisible();
});

test('while duties are planned for the first time the page says so, and follows when it is done', async ({ county }) => {
  const page = await county.as('handler');
  let planned = false;
  await page.route('**/readyz', (route) => route.fulfill({ json: planned ? { status: 'ready', planned_act: 7 } : { status: 'ready' } }));
  await page.goto('/duties');
  const note = page.getByRole('status').filter({ hasText: '正在首次推算全部义务' });
  await expect(note).toBeVisible();
  const again = page.waitForRequest(/\/api\/v1\/duties\?/);
  planned = true;
  await expect(note).toBeHidden();
  await again;
});
