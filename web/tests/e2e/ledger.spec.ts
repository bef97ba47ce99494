/** What was done can be proved: to whoever has an account, and to whoever has none. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

test('a receipt is downloaded, holds in the browser and on the public page, and one that was changed does not', async ({ county }) => {
  const audit = await county.as('audit');
  await audit.goto('/ledger/entries/1');
  await audit.getByRole('button', { name: '取收据并核对' }).click();
  // By keys that only this server shows; the user compares them with those published elsewhere, and says so.
  await expect(audit.getByText('成立：按本服务器出示的公钥')).toBeVisible();
  await expect(audit.getByRole('list', { name: '检查点的签名' }).locator('.good')).toHaveCount(2);
  await expectAccessible(audit);
  await audit.getByRole('button', { name: '已逐字比对，一致' }).click();
  await expect(audit.getByText('成立：这一条在账本里')).toBeVisible();
  const [download] = await Promise.all([audit.waitForEvent('download'), audit.getByRole('button', { name: '下载收据' }).click()]);
  const receipt = await readFile(await download.path(), 'utf8');
  expect(receipt).toMatch(/^shouwang-receipt\/v1/);

  await audit.goto('/ledger/receipt');
  const paste = async (text: string) => {
    await audit.getByRole('textbox', { name: '粘贴收据全文' }).fill(text);
    await audit.getByRole('button', { name: '核对', exact: true }).click();
  };
  await paste(receipt);
  await expect(audit.getByText('成立：这一条在账本里')).toBeVisible();
  await paste(receipt.replace(/"at":"2/, '"at":"1'));
  await expect(audit.getByText('不成立：收据与检查点不符')).toBeVisible();

  // One that was made up agrees with itself, and is not called good for that.
  const entry = '{"op":"registers.write","seq":0,"unit":"U9"}';
  const [root, other] = ['sha256', 'sm3'].map((name) => createHash(name).update(Buffer.concat([Buffer.of(0), Buffer.from(entry)])).digest('base64'));
  await paste(`shouwang-receipt/v1\nindex 0\nentry ${entry}\n\ninvented.example\n1\n${root}\nsm3 ${other}\n\n— invented.example AAAAAAAA\n`);
  await expect(audit.getByText('与收据所附的检查点相符')).toBeVisible();
  await expect(audit.getByText('不成立：这张收据什么也不证明')).toBeVisible();
  await expect(audit.getByText('成立：这一条在账本里')).toBeHidden();

  // Keys that the user brings count more than what the server says; those that were put in place of the known ones are noticed.
  await paste(receipt);
  const { keys } = await audit.evaluate(() => JSON.parse(Object.entries(localStorage).find(([name]) => name.startsWith('shouwang.ledger-keys.'))![1]) as { keys: string });
  // They stand in the order of their numbers, which chance makes; the ledger's own Ed25519 key is the one whose first byte is 1.
  const ed25519 = keys.split('\n').find((key) => /^[^+]+\+[0-9a-f]{8}\+A/.test(key))!;
  await audit.getByRole('button', { name: '粘贴其他公钥' }).click();
  const own = audit.getByRole('textbox', { name: '粘贴公钥（每行一把）' });
  await own.fill('其他账本+00000000+AAAA');
  await expect(audit.getByText('1 行不是公钥')).toBeVisible();
  await expect(audit.getByText('只有服务器说它成立')).toBeVisible();
  await own.fill(ed25519);
  await expect(audit.getByText('成立：这一条在账本里')).toBeVisible();
  await expect(audit.getByRole('list', { name: '检查点的签名' }).locator('.unknown')).toHaveCount(1);
  await audit.route('**/ledger/keys', (route) => route.fulfill({ body: ed25519, contentType: 'text/plain' }));
  await audit.reload();
  await paste(receipt);
  await expect(audit.getByText('与本浏览器记住的不同')).toBeVisible();
  await audit.getByRole('button', { name: '忘记，改用服务器现在出示的' }).click();
  await expect(audit.getByText('成立：按本服务器出示的公钥')).toBeVisible();

  // Whoever has no account has it verified by the server.
  const { request } = (await county.stranger()).context();
  const verify = async (text: string) => {
    const answer = await request.post('/api/v1/ledger/receipt-verification', { headers: { 'Content-Type': 'text/plain' }, data: text });
    return ((await answer.json()) as { holds: boolean }).holds;
  };
  expect(await verify(receipt)).toBe(true);
  expect(await verify(receipt.replace(/"at":"2/, '"at":"1'))).toBe(false);
});

test('whoever has no account and no scripts verifies a receipt on the public page, and is told of one that was changed', async ({ county }) => {
  const audit = await county.as('audit');
  const receipt = await (await audit.context().request.get('/api/v1/ledger/entries/1/receipt')).text();
  const page = await county.stranger({ javaScriptEnabled: false });
  await page.goto('/verify');
  const paste = async (text: string) => {
    await page.getByRole('textbox', { name: '收据原文' }).fill(text);
    await page.getByRole('button', { name: '验证' }).click();
  };
  await paste('');
  await expect(page.getByRole('status')).toContainText('没有可以验证的收据');
  await paste(receipt);
  await expect(page.getByRole('status')).toContainText('收据成立');
  await paste(receipt.replace(/"at":"2/, '"at":"1'));
  await expect(page.getByRole('status')).toContainText('收据不成立');
  await page.getByLabel('或者选择收据文件').setInputFiles({ name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from(receipt) });
  await page.getByRole('button', { name: '验证' }).click();
  await expect(page.getByRole('status')).toContainText('收据成立');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Verify a receipt');
});
