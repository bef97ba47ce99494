/** What else happens to matters: sent back and corrected, asked and answered, refused, too late, and why something cannot be done. */
import { readFile } from 'node:fs/promises';

import { expectAccessible } from './support/axe';
import type { Client } from './support/client';
import { act, dayFromNow, fill, handIn, start, status } from './support/matters';
import { expect, test } from './support/test';

const UNIT = '样433130U007';
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

/** The launch of a system of the unit that was handed in, as it can be though something is left to weigh; with facts, after they were written. */
async function launched(client: Client, facts?: Record<string, unknown>): Promise<string> {
  const { rows } = await client.get('/api/v1/registers/information_system/rows?limit=50');
  for (const { row, version: seen } of rows as { row: { code: string; from: string }; version: number }[]) {
    if (facts) await client.put(`/api/v1/registers/information_system/rows/${row.code}/${row.from}`, { ...row, ...facts }, seen);
    const { number, version } = await client.post('/api/v1/matters', { kind: 'system_launch', subject: row.code });
    const { refusal } = await client.post(`/api/v1/matters/${String(number)}/check`, {});
    if (refusal) continue;
    await client.post(`/api/v1/matters/${String(number)}/acts`, { act: 'submit' }, version);
    return String(number);
  }
  throw new Error('no system of the sample can be launched');
}

const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`${name}\n`) });

test.beforeAll(async ({ county }) => county.hire('agency-approver', 'approver', AGENCY));

test('what was sent back is corrected and handed in again, and what was asked is answered', async ({ county }) => {
  const [page, agency, approver] = [await county.as('handler'), await county.as('agency'), await county.as('agency-approver')];
  const number = await start(page, '端口开放');
  await expect(page.locator('.check')).toContainText('填写对象后核对');
  await fill(page, { system: { find: await (await county.client('handler')).firstCode('information_system') }, number: '17001', protocol: { choose: 'TCP' } });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.locator('[data-field=purpose] .error')).toBeVisible();
  await fill(page, { purpose: '移动端访问', until: dayFromNow(100) });
  await handIn(page);

  await agency.goto(`/matters/${number}`);
  await expect(agency.locator('.hindered')).toContainText('决定由审核人员作出');
  await act(agency, number, '询问', '从哪里访问？');
  await expect(agency.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goto('/');
  await page.getByRole('row').filter({ hasText: number }).getByRole('link', { name: '答复' }).click();
  await act(page, number, '答复', '从政务大厅访问');
  await act(agency, number, '退回补正', '请写明来源地址');
  await page.goto('/matters?view=drafts');
  await page.getByRole('link', { name: number }).click();
  await expect(page.locator('.correct')).toContainText('请写明来源地址');
  await fill(page, { purpose: '政务大厅 10.1.0.0/24 访问' });
  await handIn(page);
  await act(agency, number, '转交', 'agency-approver');
  await expect(agency.locator('.path .now')).toContainText('由agency-approver承办');
  await approver.goto('/matters');
  await expect(approver.getByRole('row').filter({ hasText: number })).toContainText('由agency-approver承办');
  await act(approver, number, '批准');
  await page.goto(`/matters/${number}`);
  await expect(status(page)).toContainText('已批准');
  await expect(page.locator('.timeline')).toContainText('从政务大厅访问');
  await expect(page.getByRole('link', { name: /17001/ })).toBeVisible();
});

test('several things in one matter are refused together, with the reason on record', async ({ county }) => {
  const [page, approver] = [await county.as('handler'), await county.as('agency-approver')];
  const number = await start(page, '端口开放');
  await fill(page, {
    system: { find: await (await county.client('handler')).firstCode('information_system') },
    number: '17101',
    protocol: { choose: 'TCP' },
    purpose: '内部接口',
    until: dayFromNow(100),
  });
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
  await expect(approver.locator('.effects li'), 'what was decided of each line is on record').toHaveCount(2);
  await expectAccessible(approver);
});

test('nothing is decided on a version that was not read, and the reason that was written outlives both a key and the change', async ({ county }) => {
  const [agency, approver, client] = [await county.as('agency'), await county.as('agency-approver'), await county.client('handler')];
  const number = await drafted(client, {
    system: await client.firstCode('information_system'),
    number: 17151,
    protocol: 'tcp',
    purpose: '移动端访问',
    until: dayFromNow(100),
  });
  const reason = '来源地址没有写明，不能判断是否必要。';
  await approver.goto(`/matters/${number}`);
  const refuse = approver.locator('.head').getByRole('button', { name: '不予同意', exact: true });
  const dialog = approver.getByRole('dialog', { name: '不予同意' });
  await refuse.click();
  await dialog.locator('#matter-words').fill(reason);
  await approver.keyboard.press('Escape');
  const ask = approver.getByRole('dialog', { name: '有未保存的修改' });
  await expect(ask.getByRole('button', { name: '继续填写' })).toBeFocused();
  await approver.keyboard.press('Enter');
  await expect(ask).toBeHidden();
  await expect(dialog.locator('#matter-words')).toHaveValue(reason);

  await act(agency, number, '询问', '从哪里访问？');
  await expect(dialog.getByRole('alert')).toContainText('有了变化');
  await expect(dialog.getByRole('button', { name: '不予同意', exact: true })).toBeDisabled();
  await expectAccessible(approver);
  await dialog.getByRole('button', { name: '查看最新内容' }).click();
  await expect(dialog).toBeHidden();
  await expect(approver.locator('.timeline')).toContainText('从哪里访问？');

  // The page is loaded anew; what was written is offered with a word of what came since.
  await approver.reload();
  await refuse.click();
  await expect(dialog).toContainText('上次填写的内容没有保存');
  await dialog.getByRole('button', { name: '恢复' }).click();
  await expect(dialog.locator('#matter-words')).toHaveValue(reason);
  await dialog.getByRole('button', { name: '不予同意', exact: true }).click();
  await expect(status(approver)).toContainText('不予同意');
});

test('a notice that comes too late says which day would be in time, and is handed in as an emergency with its reason', async ({ county }) => {
  const page = await county.as('handler');
  const number = await start(page, '调试告知');
  // What stands against it is told before anything has to be written.
  await fill(page, { from: dayFromNow(1) });
  await expect(page.locator('.lead')).toContainText('今天办理来不及');
  await fill(page, { content: '抢修光缆' });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '作为紧急情况提交' });
  await dialog.getByRole('textbox').fill('光缆中断');
  await dialog.getByRole('button', { name: '作为紧急情况提交' }).click();
  await expect(page).toHaveURL(new RegExp(`/matters/${number}$`));
  await expect(status(page)).toContainText('已告知');
  await expect(page.locator('.timeline')).toContainText('光缆中断');
  await expect(page.locator('.emergency')).toContainText('光缆中断');
  await page.goto('/matters?view=mine');
  await expect(page.getByRole('row').filter({ hasText: number })).toContainText('紧急');
});

test('where the law leaves nothing to weigh there is no button to hand in, and the page says why', async ({ county }) => {
  const [page, client] = [await county.as('handler'), await county.client('handler')];
  const { rows } = await client.get('/api/v1/registers/information_system/rows?limit=50');
  // Of the systems of the unit some were evaluated, and some were not.
  const found = await Promise.all((rows as { row: { code: string } }[]).map(async ({ row }) => {
    const { number } = await client.post('/api/v1/matters', { kind: 'system_launch', subject: row.code });
    const { refusal } = (await client.post(`/api/v1/matters/${String(number)}/check`, {})) as { refusal?: { id: string } };
    return { number: String(number), refusal: refusal?.id };
  }));
  const [unmet, free] = [found.find(({ refusal }) => refusal === 'unmet'), found.find(({ refusal }) => !refusal)];
  const submit = page.getByRole('button', { name: '提交', exact: true });
  await page.goto(`/matters/${unmet?.number}/form`);
  await expect(page.locator('.hindrance')).toContainText(/不能提交：.*(测评|评估)/);
  await expect(submit).toHaveCount(0);
  await expectAccessible(page);
  // For another thing it can be handed in.
  await page.goto(`/matters/${free?.number}/form`);
  await expect(submit).toBeVisible();
  await expect(page.locator('.hindrance')).toHaveCount(0);
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

test('neither Enter nor Escape leaves a draft with what was typed, nor gives it up', async ({ county }) => {
  const page = await county.as('handler');
  const number = await start(page, '接入账号开通');
  await fill(page, { purpose: '还没有保存的用途' });
  const asks = [
    { by: page.getByRole('link', { name: '台账', exact: true }), title: '有未保存的修改', lose: '离开' },
    { by: page.getByRole('button', { name: '放弃这份草稿' }), title: '放弃这份草稿', lose: '放弃这份草稿' },
  ];
  for (const { by, title, lose } of asks) {
    const ask = page.getByRole('dialog', { name: title });
    for (const key of ['Enter', 'Escape']) {
      await by.click();
      await expect(ask.getByRole('button', { name: '留下' })).toBeFocused();
      await page.keyboard.press(key);
      await expect(ask).toBeHidden();
    }
    await expect(page).toHaveURL(new RegExp(`/matters/${number}/form$`));
    await expect(page.locator('[data-field=purpose]').locator('input, textarea').first()).toHaveValue('还没有保存的用途');
    await by.click();
    await expect(ask.getByRole('button', { name: lose })).toBeVisible();
    await ask.getByRole('button', { name: '留下' }).click();
    await expect(ask).toBeHidden();
  }
  await asks[0]!.by.click();
  await page.getByRole('button', { name: '离开' }).click();
  await expect(page).toHaveURL(/\/registers$/);
});

test('a draft meets what a colleague does to it: his lines are read, and nothing that was typed is put over them', async ({ county }) => {
  const [mine, theirs] = [await county.as('handler'), await county.as('handler')];
  const purpose = (page: typeof mine) => page.locator('[data-field=purpose]').locator('input, textarea').first();
  const save = async (page: typeof mine, text: string) => {
    await fill(page, { purpose: text });
    await page.getByRole('button', { name: '保存草稿' }).click();
    await expect(page.getByText('有未保存的修改')).toBeHidden();
  };
  const number = await start(mine, '接入账号开通');
  await theirs.goto(`/matters/${number}/form`);
  await expect(theirs.locator('.check')).toBeVisible();
  await save(theirs, '对方先写的');
  await mine.setInputFiles('input[type=file][multiple]', file('一.txt'));
  await expect(mine.getByRole('button', { name: '一.txt', exact: true })).toBeVisible();
  await expect(purpose(mine)).toHaveValue('对方先写的');
  await expect(mine.getByText('有未保存的修改')).toBeHidden();

  await save(theirs, '对方后写的');
  await fill(mine, { purpose: '我写的' });
  await mine.setInputFiles('input[type=file][multiple]', file('二.txt'));
  await expect(mine.getByText('这份草稿刚被他人改过')).toBeVisible();
  await expect(purpose(mine)).toHaveValue('我写的');
  await mine.getByRole('button', { name: '读取对方的' }).click();
  await expect(purpose(mine)).toHaveValue('对方后写的');

  // The answer to a write gets lost: the page that sends it again meets what it wrote itself.
  await mine.route(`**/api/v1/matters/${number}/lines`, async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await save(mine, '只写一次');
  await expect(mine.getByText('这份草稿刚被他人改过')).toHaveCount(0);
});

test('what was typed and not saved is offered again, and whoever may not fill in a draft reads it', async ({ county }) => {
  await county.hire('unit-reader', 'reader', UNIT);
  const [page, reader] = [await county.aloneAs('handler'), await county.as('unit-reader')];
  const number = await start(page, '调试告知');
  await reader.goto(`/matters/${number}/form`);
  await expect(reader).toHaveURL(new RegExp(`/matters/${number}$`));
  await expect(status(reader)).toContainText('草稿');

  await fill(page, { content: '没有保存的内容' });
  await expect
    .poll(() =>
      page.evaluate((of) => Object.entries(sessionStorage).some(([key, value]) => key.endsWith(of) && String(value).includes('没有保存的内容')), number),
    )
    .toBe(true);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('上次填写的内容没有保存')).toBeVisible();
  await page.getByRole('button', { name: '恢复' }).click();

  // The session ends while something is typed.
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await fill(page, { content: '没有保存的内容，会话已结束' });
  await expect(page).toHaveURL(/\/login\?return=/);
  await page.context().addCookies(cookies);
  await page.goto(`/matters/${number}/form`);
  await expect(page.getByText('上次填写的内容没有保存')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '恢复' }).click();
  await expect(page.locator('[data-field=content]').locator('input, textarea').first()).toHaveValue('没有保存的内容，会话已结束');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.locator('[data-field=from]').locator('input')).toBeFocused();
  await fill(page, { from: dayFromNow(20) });
  await handIn(page);
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('shouwang.draft')))).toEqual([]);
});

test('what is handed in comes into the list by itself, for approvers to select', async ({ county }) => {
  const [agency, approver, client] = [await county.as('agency'), await county.as('agency-approver'), await county.client('handler')];
  // Both listen before anything happens.
  await Promise.all([agency, approver].map((page) => Promise.all([page.waitForResponse('**/api/v1/events'), page.goto('/matters?kind=port_opening')])));
  await expect(approver.getByRole('tab', { name: /待我办理/ })).toBeVisible();
  // Going to another page and back, one goes on listening, and asks for nothing twice.
  const asked: string[] = [];
  approver.on('request', (request) => /\/api\/v1\/(events|matters)\b/.test(request.url()) && asked.push(request.url()));
  await approver.getByRole('navigation').getByRole('link', { name: '义务', exact: true }).click();
  await expect(approver.getByRole('heading', { name: '义务', exact: true })).toBeVisible();
  await approver.goBack();
  await expect(approver.getByRole('tab', { name: /待我办理/ })).toBeVisible();
  await expect(approver.getByRole('row').nth(1)).toBeVisible();
  expect(asked.filter((url) => url.endsWith('/events'))).toEqual([]);
  expect(new Set(asked).size).toBe(asked.length);
  const number = await drafted(client, {
    system: await client.firstCode('information_system'),
    number: 17301,
    protocol: 'tcp',
    purpose: '即时出现',
    until: dayFromNow(90),
  });
  const box = (page: typeof agency) => page.getByRole('row').filter({ hasText: number }).getByRole('checkbox');
  await expect(box(approver)).toBeEnabled();
  await expect(box(agency)).toBeDisabled();
  await expect(box(agency)).toHaveAttribute('title', /由审核人员作出决定/);
  await expectAccessible(agency);
});

test('like cases are passed at once, each for itself, and the notice of it is taken note of', async ({ county }) => {
  const [page, approver, client] = [await county.as('handler'), await county.as('agency-approver'), await county.client('handler')];
  const system = await client.firstCode('information_system');
  const numbers = await Promise.all(
    [17201, 17202, 17203].map((port) => drafted(client, { system, number: port, protocol: 'tcp', purpose: '批量样例', until: dayFromNow(90) })),
  );
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
  await expect(page.getByRole('button', { name: /^知悉/ }).and(page.locator(':focus'))).toHaveCount(1);
});

test('of many that were refused, those that a reason would help are offered again, and no others', async ({ county }) => {
  const [approver, client] = [await county.as('approver'), await county.client('handler')];
  const other = await launched(client);
  // What has not been audited before is for the department to weigh.
  const unaudited = await launched(client, { work_secrets: false, uses_cryptography: true });
  await approver.goto('/matters');
  const rows = (matter: string) => approver.getByRole('row').filter({ hasText: matter });
  const box = (row: ReturnType<typeof rows>) => row.getByRole('checkbox').first();
  await box(rows('系统上线备案').filter({ hasText: unaudited })).check();
  await expect(box(rows('制度备案')), 'what is another matter is not decided with these').toBeDisabled();
  await expect(box(rows('制度备案'))).toHaveAttribute('title', /同一种事项/);
  await box(rows('系统上线备案').filter({ hasText: other })).check();
  await expectAccessible(approver);
  // The other one has changed since it was seen.
  await approver.route('**/api/v1/matters/acts', async (route) => {
    const { acts } = route.request().postDataJSON() as { acts: { number: string; version: number }[] };
    await route.continue({ postData: JSON.stringify({ acts: acts.map((act) => (act.number === other ? { ...act, version: act.version - 1 } : act)) }) });
  }, { times: 1 });
  await approver.getByRole('button', { name: '批量同意' }).click();
  const dialog = approver.getByRole('dialog', { name: '同意 2 件事项' });
  await dialog.getByRole('button', { name: '同意', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('已办 0 件，没有办成 2 件');
  await dialog.getByRole('textbox').fill('审核意见已书面出具，正在补录');
  await dialog.getByRole('button', { name: '写明理由，再办这 1 件' }).click();
  await expect(dialog.getByRole('status')).toContainText('已办 1 件，没有办成 1 件');
  await expect(dialog.getByRole('button', { name: /写明理由/ })).toHaveCount(0);
});

test('lines by the hundred go out as a sheet and come back into another draft, and no sheet of another form is taken', async ({ county }) => {
  const [page, client] = [await county.as('handler'), await county.client('handler')];
  const system = await client.firstCode('information_system');
  const draft = await client.post('/api/v1/matters', { kind: 'port_opening' });
  const [{ code: _, ...known }] = draft.lines as [Record<string, unknown>];
  const port = { ...known, system, protocol: 'tcp', purpose: '批量填报', until: dayFromNow(90) };
  const ports = Array.from({ length: 200 }, (_, at) => ({ ...port, number: 20000 + at }));
  await client.put(`/api/v1/matters/${String(draft.number)}/lines`, { lines: ports }, draft.version);
  await page.goto(`/matters/${String(draft.number)}/form`);
  await expect(page.getByRole('heading', { name: '200 行' })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出填报表' }).click()]);
  const sheet = { name: 'ports.xlsx', mimeType: 'application/octet-stream', buffer: await readFile(await download.path()) };

  await start(page, '调试告知');
  await page.locator('.sheet input[type=file]').setInputFiles(sheet);
  const dialog = page.getByRole('dialog', { name: '从填报表读入' });
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: '用这些行替换' })).toBeDisabled();

  await start(page, '端口开放');
  await page.locator('.sheet input[type=file]').setInputFiles(sheet);
  await expect(dialog.getByRole('status')).toContainText('读到 200 行');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '用这些行替换' }).click();
  await expect(page.getByRole('heading', { name: '200 行' })).toBeVisible();
  await expect(page.locator('[data-field=number]').locator('input').first()).toHaveValue('20000');
  await handIn(page);
});

test('a file stands with its matter by what it holds, and the reply is a paper', async ({ county }) => {
  const page = await county.as('handler');
  const number = await start(page, '联系人名单报送');
  await page.setInputFiles('input[type=file][multiple]', { name: '名单.docx', mimeType: 'application/pdf', buffer: Buffer.from('甲 0731-0000000\n') });
  await expect(page.getByRole('button', { name: /^名单/ }).first()).toBeVisible();
  await expect(page.locator('.page aside')).toContainText('纯文本');
  await page.setInputFiles('input[type=file][multiple]', file('说明.txt'));
  await expect(page.getByRole('button', { name: '说明.txt', exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^移除 名单/ }).click();
  await expect(page.getByRole('button', { name: /^名单/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '移除 说明.txt' })).toBeFocused();
  await expect(page.getByRole('button', { name: '说明.txt', exact: true })).toBeVisible();
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
