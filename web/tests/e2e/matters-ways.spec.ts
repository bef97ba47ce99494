/** What else happens to matters: sent back and corrected, asked and answered, refused, too late, and why something cannot be done. */
import { expectAccessible } from './support/axe';
import type { Client } from './support/client';
import { act, dayFromNow, fill, handIn, start, status } from './support/matters';
import { expect, test } from './support/test';

const AGENCY = '样433130U002';

/** A port that was asked for and handed in by a program. */
async function drafted(client: Client, port: Record<string, unknown>): Promise<string> {
  const draft = await client.post('/api/v1/matters', { kind: 'port_opening' });
  const [line] = draft.lines as [Record<string, unknown>];
  const { code: _, ...known } = line;
  const path = `/api/v1/matters/${String(draft.number)}`;
  const { version } = await client.put(`${path}/lines`, { lines: [{ ...known, ...port }] }, draft.version);
  await client.post(`${path}/acts`, { act: 'submit' }, version);
  return String(draft.number);
}

test.beforeAll(async ({ county }) => county.hire('agency-approver', 'approver', AGENCY));

test('what was sent back is corrected and handed in again, and what was asked is answered', async ({ county }) => {
  const [page, agency, approver] = [await county.as('handler'), await county.as('agency'), await county.as('agency-approver')];
  const number = await start(page, '端口开放');
  await fill(page, { system: { find: await (await county.client('handler')).firstCode('information_system') }, number: '17001', protocol: { choose: 'TCP' } });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.locator('[data-field=purpose] .error')).toBeVisible();
  await fill(page, { purpose: '移动端访问', until: dayFromNow(100) });
  await handIn(page);

  await agency.goto(`/matters/${number}`);
  await expect(agency.locator('.hindered')).toContainText('决定由审核人员作出');
  await act(agency, number, '询问', '从哪里访问？');
  await page.goto('/');
  await page.getByRole('row').filter({ hasText: number }).getByRole('link', { name: '答复' }).click();
  await act(page, number, '答复', '从政务大厅访问');
  await act(agency, number, '退回补正', '请写明来源地址');
  await page.goto('/matters?view=drafts');
  await page.getByRole('link', { name: number }).click();
  await expect(page.locator('.correct')).toContainText('请写明来源地址');
  await fill(page, { purpose: '政务大厅 10.1.0.0/24 访问' });
  await handIn(page);
  await act(approver, number, '批准');
  await page.goto(`/matters/${number}`);
  await expect(status(page)).toContainText('已批准');
  await expect(page.locator('.timeline')).toContainText('从政务大厅访问');
  await expect(page.getByRole('link', { name: /17001/ })).toBeVisible();
});

test('several things in one matter are refused together, with the reason on record', async ({ county }) => {
  const [page, approver] = [await county.as('handler'), await county.as('agency-approver')];
  const number = await start(page, '端口开放');
  await fill(page, { system: { find: await (await county.client('handler')).firstCode('information_system') }, number: '17101', protocol: { choose: 'TCP' }, purpose: '内部接口', until: dayFromNow(100) });
  await page.getByRole('button', { name: '复制这一行' }).click();
  await fill(page, { number: '17102' });
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.getByText('有未保存的修改')).toBeHidden();
  await page.reload();
  await expect(page.locator('.lines li')).toHaveCount(2);
  await expectAccessible(page);
  await handIn(page);
  await act(approver, number, '不予同意', '已有同类端口');
  await expect(status(approver)).toContainText('不予同意');
  await expect(approver.locator('.column').first()).toContainText('已有同类端口');
  await expectAccessible(approver);
});

test('a notice that comes too late says which day would be in time, and is handed in as an emergency with its reason', async ({ county }) => {
  const page = await county.as('handler');
  const number = await start(page, '调试告知');
  await fill(page, { content: '抢修光缆', from: dayFromNow(1) });
  await expect(page.locator('.lead')).toContainText('今天办理来不及');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '作为紧急情况提交' });
  await dialog.getByRole('textbox').fill('光缆中断');
  await dialog.getByRole('button', { name: '作为紧急情况提交' }).click();
  await expect(page).toHaveURL(new RegExp(`/matters/${number}$`));
  await expect(status(page)).toContainText('已告知');
  await expect(page.locator('.timeline')).toContainText('光缆中断');
});

test('a draft that somebody else changed is not overwritten unseen, and one that is given up is gone', async ({ county }) => {
  const [mine, theirs] = [await county.as('handler'), await county.as('handler')];
  const number = await start(mine, '接入账号开通');
  await theirs.goto(`/matters/${number}/form`);
  await fill(theirs, { purpose: '对方写的' });
  await theirs.getByRole('button', { name: '保存草稿' }).click();
  await expect(theirs.getByText('有未保存的修改')).toBeHidden();
  await fill(mine, { purpose: '我写的' });
  await mine.getByRole('button', { name: '保存草稿' }).click();
  await mine.getByRole('button', { name: '以我的为准' }).click();
  await expect(mine.getByText('有未保存的修改')).toBeHidden();
  await theirs.reload();
  await expect(theirs.locator('[data-field=purpose]').locator('input, textarea').first()).toHaveValue('我写的');
  await mine.getByRole('button', { name: '放弃这份草稿' }).click();
  await mine.getByRole('dialog').getByRole('button', { name: '放弃这份草稿' }).click();
  await expect(mine).toHaveURL(/\/matters\?view=drafts$/);
  await expect(mine.getByRole('link', { name: number })).toHaveCount(0);
});

test('like cases are passed at once, each for itself, and the notice of it is taken note of', async ({ county }) => {
  const [page, approver, client] = [await county.as('handler'), await county.as('agency-approver'), await county.client('handler')];
  const system = await client.firstCode('information_system');
  const numbers = await Promise.all([17201, 17202, 17203].map((port) => drafted(client, { system, number: port, protocol: 'tcp', purpose: '批量样例', until: dayFromNow(90) })));
  await approver.goto('/matters?kind=port_opening');
  for (const number of numbers) await approver.getByRole('row').filter({ hasText: number }).getByRole('checkbox').check();
  await expectAccessible(approver);
  await approver.getByRole('button', { name: '批量同意' }).click();
  const dialog = approver.getByRole('dialog', { name: '同意 3 件事项' });
  await dialog.getByRole('button', { name: '同意', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('已办 3 件');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  for (const number of numbers) await expect(approver.getByRole('link', { name: number })).toHaveCount(0);

  await page.goto('/matters/notices');
  const notice = page.getByRole('row').filter({ hasText: numbers[0] }).filter({ hasText: '已有决定' });
  await notice.getByRole('button', { name: /^知悉/ }).click();
  await expect(notice).toHaveCount(0);
});

test('a file stands with its matter by what it holds, and the reply is a paper', async ({ county }) => {
  const page = await county.as('handler');
  const number = await start(page, '联系人名单报送');
  await page.setInputFiles('input[type=file][multiple]', { name: '名单.docx', mimeType: 'application/pdf', buffer: Buffer.from('甲 0731-0000000\n') });
  await expect(page.getByRole('button', { name: /^名单/ }).first()).toBeVisible();
  await expect(page.locator('.page aside')).toContainText('纯文本');
  await handIn(page);
  await act(await county.as('agency'), number, '予以备案');
  await page.goto(`/matters/${number}`);
  await page.getByRole('button', { name: '文书' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: '答复书（PDF）' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
});

test('a matter is started from the row that it is about and from the page of its law', async ({ county }) => {
  const page = await county.as('handler');
  const port = await (await county.client('handler')).firstCode('open_port');
  await page.goto(`/registers/open_port/${encodeURIComponent(port)}`);
  await page.getByRole('button', { name: '办理事项' }).click();
  await page.getByRole('button', { name: '端口延期' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '起草' }).click();
  await expect(page.locator('[data-field=port] .el-select__placeholder')).toContainText(port);
  await page.goto('/law/hunan-2026/26');
  await page.getByRole('row').filter({ hasText: '调试告知' }).getByRole('link', { name: '办理' }).click();
  await expect(page.getByRole('dialog', { name: '调试告知' })).toContainText('2 个工作日');
});
