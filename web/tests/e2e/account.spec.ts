/** Second factors of one's own account: set up there, asked for at the next log-in, and removed again. */
import { expect, test, type County, type Page } from './support/test';
import { totp } from './support/totp';

const WHO = 'reader';

test('a passkey that was added to the own account is asked for at the next log-in, and lets its holder in', async ({ county }) => {
  const page = await county.aloneAs(WHO);
  await bringAuthenticator(page);
  await page.goto('/account');
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  const naming = page.getByRole('dialog', { name: '添加通行密钥' });
  await naming.locator('#passkey-label').fill('办公室电脑');
  await naming.getByRole('button', { name: '下一步' }).click();
  await keepCodes(page);
  await expect(page.getByRole('row').filter({ hasText: '办公室电脑' })).toContainText('通行密钥');

  await logInAgain(page, county);
  await page.getByRole('button', { name: '使用通行密钥' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await remove(page, '办公室电脑');
});

test('one-time codes that were set up in the own account are asked for at the next log-in, and a recovery code stands in for them', async ({ county }) => {
  const page = await county.aloneAs(WHO);
  await page.goto('/account');
  await page.getByRole('button', { name: '设置动态口令' }).click();
  const offered = page.getByRole('dialog', { name: '动态口令' });
  const secret = await offered.locator('code').innerText();
  await offered.locator('#totp-code').fill('000000');
  await offered.getByRole('button', { name: '下一步' }).click();
  await expect(offered.getByRole('alert')).toBeVisible();
  await offered.locator('#totp-code').fill(totp(secret));
  await offered.getByRole('button', { name: '下一步' }).click();
  const [recovery] = await keepCodes(page);

  // A code is good once, so that this is the next one.
  await logInAgain(page, county);
  await page.locator('#code').fill(totp(secret, 1));
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();

  await logInAgain(page, county);
  await page.getByRole('button', { name: '使用恢复码' }).click();
  await page.locator('#code').fill(recovery ?? '');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await remove(page, '动态口令');
});

/** A browser with an authenticator of its own that always says yes, as somebody who touches his key at once. */
async function bringAuthenticator(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  await browser.send('WebAuthn.addVirtualAuthenticator', { options });
}

/** The recovery codes, which are shown this once. */
async function keepCodes(page: Page): Promise<string[]> {
  const shown = page.getByRole('dialog', { name: '保存恢复码' });
  await expect(shown.locator('li').nth(5)).toBeVisible();
  const codes = await shown.locator('li').allInnerTexts();
  await shown.getByRole('button', { name: '已保存' }).click();
  await expect(shown).toBeHidden();
  return codes;
}

/** Leaves, and gives the password, which is not enough. */
async function logInAgain(page: Page, county: County): Promise<void> {
  await page.getByRole('button', { name: '账户' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  const { login, password } = county.account(WHO);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '第二重验证' })).toBeVisible();
}

async function remove(page: Page, factor: string): Promise<void> {
  await page.goto('/account');
  await page.getByRole('row').filter({ hasText: factor }).getByRole('button', { name: '移除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '移除' }).click();
  await expect(page.getByText('还没有第二重验证')).toBeVisible();
}
