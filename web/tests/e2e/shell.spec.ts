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

test('the search finds pages, matters, duties and the law as well, each as far as it is open to the user', async ({ county }) => {
  const [page, client] = [await county.as('handler'), await county.client('handler')];
  const { number } = await client.post('/api/v1/matters', { kind: 'port_opening' });
  const group = (name: string) => page.locator('#search-found .group').filter({ hasText: new RegExp(`^${name}$`) });
  await page.goto('/registers');
  await expect(page.getByRole('heading', { name: '台账' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(String(number));
  await expect(group('事项')).toBeVisible();
  await page.getByRole('option').filter({ hasText: String(number) }).click();
  await expect(page).toHaveURL(new RegExp(`/matters/${String(number)}`));
  await expect(page.getByRole('heading', { name: '端口开放' })).toBeVisible();

  await page.keyboard.press('/');
  await page.locator('.search input').fill('端口');
  for (const name of ['义务', '条文']) await expect(group(name)).toBeVisible();
  // Arrow keys go through the groups as through one list.
  const last = page.locator('#search-found .line:not(.all)').last();
  const steps = await page.locator('#search-found .line:not(.all)').count();
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/law\/[\w-]+\/\d+/);
  await page.goto('/search?q=端口');
  for (const name of ['义务', '条文']) await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();

  // An administrator may read no register; he is not made to ask for any.
  const system = await county.as('system');
  const asked: string[] = [];
  system.on('request', (request) => /\/api\/v1\/(search|matters)\b/.test(request.url()) && asked.push(request.url()));
  await system.goto('/admin');
  await system.locator('.search input').fill('设置');
  await expect(system.locator('#search-found .group').first()).toHaveText('页面');
  await system.locator('.search input').fill('端口');
  await expect(system.locator('#search-found .group')).toHaveText(['条文']);
  expect(asked).toEqual([]);
});

test('help cites the articles that it rests on, and leads to them', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto('/help');
  await page.locator('#deadline').getByRole('link', { name: /第 26 条/ }).click();
  await expect(page).toHaveURL(/\/law\/hunan-2026\/26$/);
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

test('the name of a unit or a system is found by the initials of its pinyin', async ({ county }) => {
  const page = await county.as('approver');
  await page.goto('/registers');
  await page.getByRole('combobox', { name: '搜索' }).fill('lsjyj');
  await expect(page.getByRole('option').first()).toContainText('龙山县教育局');
  await page.getByRole('combobox', { name: '搜索' }).fill('lsxjyjywxt');
  await expect(page.getByRole('option').first()).toContainText('龙山县教育局业务系统');
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
  await page.goto('/');
  const note = page.getByRole('status').filter({ hasText: '正在首次推算全部义务' });
  await expect(note).toBeVisible();
  const again = page.waitForRequest(/\/api\/v1\/duties\?/);
  planned = true;
  await expect(note).toBeHidden();
  await again;
});

test('what could not be opened says so and can be tried again: the session, and a part that an upgrade took away', async ({ county }) => {
  const page = await county.as('agency');
  await page.route('**/api/v1/session', (route) => route.fulfill({ status: 503, body: '' }));
  await page.goto('/registers');
  const failed = page.getByText('这一页没能打开');
  await expect(failed).toBeVisible();
  await page.unroute('**/api/v1/session');
  await page.getByRole('button', { name: '重试' }).click();
  await expect(page.getByRole('heading', { name: '台账' })).toBeVisible();

  let asked = 0;
  const part = /\/assets\/HelpPage-[^/]*\.js/;
  await page.route(part, (route) => {
    asked += 1;
    return route.fulfill({ status: 404, body: '' });
  });
  await page.locator('nav a[href="/help"]').click();
  await expect(failed).toBeVisible();
  // All of it was loaded anew once, and not for ever.
  expect([asked, new URL(page.url()).pathname]).toEqual([2, '/help']);
  await page.unroute(part);
  await page.getByRole('button', { name: '重试' }).click();
  await expect(failed).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a link leads to the clause that it names, the next article begins at its top, and Back returns to where one was', async ({ county }) => {
  const page = await county.as('reader');
  const content = page.locator('#content');
  const top = () => content.evaluate((box) => box.scrollTop);
  await page.setViewportSize({ width: 1366, height: 500 });
  await page.goto('/law/hunan-2026/24');
  const clauses = page.locator('section[id^=p]');
  await expect(clauses.nth(1)).toBeVisible();
  const named = (await clauses.last().getAttribute('id'))!;
  await page.goto(`/law/hunan-2026/24#${named}`);
  await expect(page.locator(`#${named}`)).toBeInViewport();
  const there = await top();
  expect(there).toBeGreaterThan(0);

  // One reads on, so that one is not where the address leads.
  await content.hover();
  await page.mouse.wheel(0, -120);
  await expect.poll(top).toBeCloseTo(there - 120, -1);
  const left = await top();

  // By its key: to be clicked, the button at the top would be scrolled to.
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/\/25/);
  await expect.poll(top).toBe(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/24#/);
  await expect.poll(top).toBeCloseTo(left, -1);
});

test('the head of a new page gets the focus, but not from a field in which one types', async ({ county }) => {
  const page = await county.as('agency');
  await page.goto('/registers');
  await page.locator('nav a[href="/duties"]').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const word = page.getByRole('search').getByRole('combobox').or(page.getByRole('search').getByRole('textbox')).first();
  await word.fill('财政局');
  // The page before comes while one types.
  await page.goBack();
  await expect(page).toHaveURL(/\/registers$/);
  await expect(page.locator('a[href="/registers/training"]')).toBeVisible();
  expect(await word.evaluate((field) => field === document.activeElement)).toBe(true);
  await word.press('Enter');
  await expect(page).toHaveURL(/\/(search|registers|unit)/);
});
