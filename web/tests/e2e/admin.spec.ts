/** Who may do what: nobody grants anything to anybody alone. */
import { expect, test } from './support/test';

const UNIT = '样433130U003';
const PASSWORD = 'Another-horse-8-stapler';

test('one administrator makes an account and asks for its grant, another approves it, and its owner logs in', async ({ county }) => {
  const system = await county.as('system');
  await system.goto('/admin/logins');
  await system.getByRole('button', { name: '创建账户' }).click();
  await system.locator('#login-code').fill('newcomer');
  await system.locator('#login-name').fill('新来的人');
  await system.locator('#login-document').fill('430101199003070013');
  await system.locator('button[form=login-form]').click();
  const told = system.getByRole('dialog', { name: '初始口令' });
  const first = await told.locator('code').innerText();
  await told.getByRole('button', { name: '关闭' }).click();

  await system.goto('/admin/logins/newcomer');
  await system.getByRole('button', { name: '申请授权' }).click();
  const asking = system.getByRole('dialog', { name: '申请授权' });
  await asking.locator('#grant-unit').fill(UNIT);
  await asking.getByRole('button', { name: '申请', exact: true }).click();
  await expect(asking).toBeHidden();
  await expect(system.getByRole('row').filter({ hasText: UNIT })).toContainText('待批');
  // Whoever asks does not decide.
  await expect(system.getByRole('button', { name: '批准' })).toHaveCount(0);

  const security = await county.as('security');
  await security.goto('/admin/grants');
  await security.getByRole('row').filter({ hasText: 'newcomer' }).getByRole('button', { name: '批准' }).click();
  const approving = security.getByRole('dialog', { name: '批准' });
  await approving.getByRole('button', { name: '批准' }).click();
  await expect(approving).toBeHidden();

  const newcomer = await county.stranger();
  await newcomer.goto('/login');
  await newcomer.locator('#login').fill('newcomer');
  await newcomer.locator('#password').fill(first);
  await newcomer.locator('#password').press('Enter');
  await newcomer.locator('#new').fill(PASSWORD);
  await newcomer.locator('#again').fill(PASSWORD);
  await newcomer.getByRole('button', { name: '下一步' }).click();
  await newcomer.getByRole('navigation').getByRole('link', { name: '台账' }).click();
  await newcomer.locator('a[href="/registers/training"]').click();
  await expect(newcomer.getByRole('button', { name: '登记培训' }).first()).toBeVisible();
});

test('each console shows its own and nothing of the others', async ({ county }) => {
  const audit = await county.as('audit');
  await audit.goto('/ledger/entries');
  await expect(audit.getByRole('row').nth(3)).toBeVisible();
  await audit.goto('/registers/import');
  await expect(audit.getByText('这一页未向您开放')).toBeVisible();
  const system = await county.as('system');
  await system.goto('/registers/import');
  await expect(system.getByText('这一页未向您开放')).toBeVisible();
});
