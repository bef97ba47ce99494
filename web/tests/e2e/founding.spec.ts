/** The first start of an installation: nobody is there yet, and no password. */
import { test as base, expect } from '@playwright/test';

import { newFolder, remove, Server } from './support/server';
import { openBrowser } from './support/test';
import { totp } from './support/totp';

const test = base.extend<{ server: Server }>({
  server: async ({}, use) => {
    const folder = await newFolder();
    const server = await Server.start(folder);
    await use(server);
    await server.stop();
    await remove(folder);
  },
});

const PASSWORD = 'Correct-horse-7-battery';

test('who has the link founds three administrators, and one of them logs in with a second factor', async ({ browser, server }) => {
  const wrongs: string[] = [];
  const page = await openBrowser(browser, server.url, wrongs);
  await page.goto(server.foundingLink ?? 'about:blank');
  const found = page.getByRole('button', { name: '设立', exact: true });

  // One person cannot be two of them, and nothing is sent.
  for (const [role, name, number] of [
    ['system', '张三', '110101199001010011'],
    ['security', '李四', '110101199001010029'],
    ['audit', '王五', '110101199001010029'],
  ] as const) {
    await page.locator(`#${role}-name`).fill(name);
    await page.locator(`#${role}-document`).fill(number);
  }
  await found.click();
  await expect(page.locator('#audit-document-help')).toContainText('三个人');
  await page.locator('#audit-document').fill('110101199001010037');
  await found.click();
  await expect(page.getByRole('heading', { name: '三类管理员已设立' })).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(3);
  const first = await page.locator('tbody tr').first().locator('code').innerText();

  await page.getByRole('button', { name: '前往登录' }).click();
  await page.locator('#login').fill('system');
  await page.locator('#password').fill(first);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.locator('#new').fill(PASSWORD);
  await page.locator('#again').fill(PASSWORD);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '手机验证器' }).click();
  const secret = await page.locator('.secret code').innerText();
  await page.locator('#first').fill(totp(secret));
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('heading', { name: '保存恢复码' })).toBeVisible();
  expect(await page.locator('.codes li').count()).toBeGreaterThan(4);
  await page.getByRole('button', { name: '已保存，进入系统' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();

  // The next time the password alone is not enough. A code is good once, so that this is the next one.
  await page.getByRole('button', { name: '账户' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.locator('#login').fill('system');
  await page.locator('#password').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.locator('#code').fill(totp(secret, 1));
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();

  // The link was good once.
  const again = await openBrowser(browser, server.url, wrongs);
  await again.goto(server.foundingLink ?? 'about:blank');
  for (const role of ['system', 'security', 'audit']) {
    await again.locator(`#${role}-name`).fill(role);
    await again.locator(`#${role}-document`).fill(role);
  }
  await again.getByRole('button', { name: '设立', exact: true }).click();
  await expect(again.getByRole('alert').first()).toBeVisible();
  expect(wrongs).toEqual([]);
});

test('a link without its second half says where the whole one is', async ({ browser, server }) => {
  const page = await openBrowser(browser, server.url, []);
  await page.goto('/founding');
  await expect(page.getByText('这个链接不完整')).toBeVisible();
});
