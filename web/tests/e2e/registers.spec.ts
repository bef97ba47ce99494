/** Registers: many rows, corrections, what somebody else wrote meanwhile, history, and workbooks. */
import { readFile } from 'node:fs/promises';

import { expectAccessible } from './support/axe';
import { expect, test, type Page } from './support/test';

/** The unit whose handler these tests are. */
const UNIT = '样433130U007';

const cell = (page: Page) => page.getByRole('gridcell').locator('a.open');

/** Opens the row at this place in a register. */
async function openRow(page: Page, register: string, at: number) {
  await page.goto(`/registers/${register}`);
  await cell(page).nth(at).click();
  await expect(page.locator('.details')).toBeVisible();
}

async function edit(page: Page, field: string, value: string) {
  await page.getByRole('button', { name: '更正', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: field, exact: true }).fill(value);
}

const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();

test('the largest register is scrolled to its last row and filtered, with few rows drawn', async ({ county }) => {
  const page = await county.as('agency');
  await page.goto('/registers/terminal');
  await expect(cell(page).first()).toBeVisible();
  const total = Number((await page.locator('.count').innerText()).replace(/\D/g, ''));
  expect(total).toBeGreaterThan(1000);
  const grid = page.getByRole('grid');
  const last = page.locator(`[role=row][aria-rowindex="${total + 1}"]`);
  // The bar stands for all rows, so that one pull reaches the last.
  await grid.evaluate((box) => (box.scrollTop = box.scrollHeight));
  await expect(last.locator('a.open')).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(100);

  const code = await last.locator('a.open').innerText();
  await page.getByRole('button', { name: '筛选编号' }).click();
  const filter = page.locator('form.filter');
  await filter.locator('input').last().fill(code);
  await filter.getByRole('button', { name: '筛选' }).click();
  await expect(page.locator('.count')).toHaveText('1 行');
  await expect(cell(page)).toHaveText([code]);
  await page.reload();
  await expect(cell(page)).toHaveText([code]);
});

for (const [language, field, monday] of [['zh', '在这一天', '一'], ['en', 'On this day', 'Mon']] as const) {
  test(`a day is chosen in a calendar that has a name and begins on Monday (${language})`, async ({ county }) => {
    const page = await county.as('agency', { language });
    await page.goto('/registers/network');
    await page.getByRole('combobox', { name: field }).or(page.getByLabel(field)).first().click();
    const calendar = page.getByRole('dialog', { name: field });
    await expect(calendar.getByRole('columnheader').first()).toHaveText(monday);
    await expectAccessible(page);
  });
}

test('a table is used by keys: arrows move, Enter opens', async ({ county }) => {
  const page = await county.as('agency');
  await page.goto('/registers/network');
  await expect(cell(page).nth(2)).toBeVisible();
  const code = await cell(page).nth(2).innerText();
  await page.getByRole('gridcell').filter({ has: page.locator('a.open') }).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/registers/network/${encodeURIComponent(code)}`));
});

test('a register is sorted and filtered by keys', async ({ county }) => {
  const page = await county.as('agency');
  await page.goto('/registers/network');
  await expect(cell(page).first()).toBeVisible();
  const head = page.getByRole('columnheader').filter({ hasText: '编号' });
  await head.getByRole('button', { name: '编号', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', /ascending|descending/);
  await expect(page).toHaveURL(/\/registers\/network\?/);
  // The filter is the next stop of the same head.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '筛选编号' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('form.filter')).toBeVisible();
});

test('columns stick while a register is pulled aside, and what is drawn below its end makes it no longer', async ({ county }) => {
  const page = await county.as('agency');
  await page.setViewportSize({ width: 900, height: 700 });
  await page.goto('/registers/terminal');
  await expect(cell(page).first()).toBeVisible();
  const before = (await cell(page).first().boundingBox())!;
  const [moved, stretched] = await page.getByRole('grid').evaluate(async (box) => {
    box.scrollLeft = 200;
    const height = box.scrollHeight;
    box.querySelector<HTMLElement>('.window')!.style.transform = `translateY(${height}px)`;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const longer = box.scrollHeight - height;
    box.querySelector<HTMLElement>('.window')!.style.transform = '';
    return [box.scrollLeft, longer];
  });
  expect([moved, stretched]).toEqual([200, 0]);
  expect((await cell(page).first().boundingBox())!.x).toBeCloseTo(before.x, 0);
});

test('what was typed into a form is asked about before it is dropped, and is there again after the session ended', async ({ county }) => {
  const page = await county.aloneAs('handler');
  await page.goto('/registers/training');
  const drawer = page.getByRole('dialog', { name: '登记培训' });
  const topic = drawer.getByRole('textbox', { name: '主题', exact: true });
  const enter = page.getByRole('button', { name: '登记培训' });
  await enter.click();
  // Nothing was typed: nobody is asked.
  await drawer.getByRole('button', { name: '取消' }).click();
  await expect(drawer).toBeHidden();

  await enter.click();
  await topic.fill('还没有保存的主题');
  for (const leave of [() => page.keyboard.press('Escape'), () => drawer.getByRole('button', { name: '取消' }).click()]) {
    await leave();
    const ask = page.getByRole('dialog', { name: '有未保存的修改' });
    await ask.getByRole('button', { name: '继续填写' }).click();
    await expect(ask).toBeHidden();
    await expect(topic).toHaveValue('还没有保存的主题');
  }

  // Somebody ends the session; saving leads to the log-in.
  for (const [field, value] of [['培训日', '2026-11-02'], ['单位', UNIT]] as const) {
    const input = drawer.getByRole('combobox', { name: field }).or(drawer.getByLabel(field, { exact: true })).first();
    await input.fill(value);
    if (field === '单位') await page.getByRole('option').filter({ hasText: UNIT }).locator('visible=true').first().click();
    else await input.press('Tab');
  }
  const { cookies } = await page.context().storageState();
  await page.context().clearCookies();
  await save(page);
  await expect(page).toHaveURL(/\/login/);
  await page.context().addCookies(cookies);
  await page.goto('/registers/training');
  await enter.click();
  await expect(drawer).toContainText('上次填写的内容没有保存');
  await drawer.getByRole('button', { name: '恢复' }).click();
  await expect(topic).toHaveValue('还没有保存的主题');

  await drawer.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '放弃修改' }).click();
  await expect(drawer).toBeHidden();
  await enter.click();
  await expect(topic).toHaveValue('');
  await expect(drawer).not.toContainText('上次填写的内容没有保存');
});

test('a mistake is told beside its field, and a correction stands in the history as it was known before', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto('/registers/training');
  await page.getByRole('button', { name: '登记培训' }).click();
  await save(page);
  await expect(page.locator('[data-field=on] .error, [data-field=unit] .error').first()).toBeVisible();

  await openRow(page, 'training', 0);
  await edit(page, '主题', '更正后的主题');
  await save(page);
  await expect(page.locator('.details')).toContainText('更正后的主题');

  await page.getByRole('tab', { name: '历史' }).click();
  const known = page.getByRole('slider', { name: '按何时所知' });
  await expect(known).toBeVisible();
  await known.focus();
  await known.press('Home');
  const details = page.getByRole('tabpanel', { name: '历史' }).locator('.details');
  await expect(details).not.toContainText('更正后的主题');
  await expect(details.locator('.changed').first()).toBeVisible();
  await known.press('End');
  await expect(details).toContainText('更正后的主题');
});

test('what somebody else wrote meanwhile is shown beside what was typed, and not lost', async ({ county }) => {
  const [mine, theirs] = [await county.as('handler'), await county.as('handler')];
  await openRow(mine, 'training', 1);
  await theirs.goto(mine.url());
  await edit(mine, '主题', '我写的主题');
  await edit(theirs, '主题', '对方写的主题');
  await save(theirs);
  await expect(theirs.locator('.details')).toContainText('对方写的主题');
  await save(mine);
  const conflict = mine.getByRole('dialog', { name: '已被他人更改' });
  await expect(conflict).toContainText('对方写的主题');
  await expect(conflict).toContainText('我写的主题');
  await conflict.getByRole('button', { name: '以我的为准' }).click();
  await expect(mine.locator('.details')).toContainText('我写的主题');
});

test('rows that others changed meanwhile are corrected together on top of what they wrote, and nothing typed is lost', async ({ county }) => {
  const [page, theirs] = [await county.as('handler'), await county.as('handler')];
  await page.goto('/registers/training');
  await expect(cell(page).nth(2)).toBeVisible();
  const code = await cell(page).nth(2).innerText();
  for (const at of [1, 2]) await page.getByRole('row').nth(at + 1).getByRole('checkbox').check();
  await page.getByRole('button', { name: '批量更正 2 行' }).click();
  const drawer = page.getByRole('dialog', { name: '批量更正 2 行' });
  const topic = drawer.locator('[data-field=topic]');
  await topic.locator('.el-checkbox').click();
  await topic.getByRole('textbox').fill('一并更正的主题');
  await drawer.locator('#bulk-reason').fill('统一口径');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: '有未保存的修改' }).getByRole('button', { name: '继续填写' }).click();
  await expect(drawer.locator('#bulk-reason')).toHaveValue('统一口径');

  await openRow(theirs, 'training', 2);
  await edit(theirs, '主题', '抢先写的主题');
  await save(theirs);
  await expect(theirs.locator('.details')).toContainText('抢先写的主题');

  await drawer.getByRole('button', { name: '保存', exact: true }).click();
  await expect(drawer.getByRole('table', { name: '已被他人更改' })).toContainText(code);
  await expect(drawer).toContainText('抢先写的主题');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: '在最新内容上继续' }).click();
  await expect(topic.getByRole('textbox')).toHaveValue('一并更正的主题');
  await drawer.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('已更正 2 行')).toBeVisible();
  await theirs.reload();
  await expect(theirs.locator('.details')).toContainText('一并更正的主题');
});

test('all rows that fit are selected, also those that were never drawn, and the bar says how many of how many', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto('/registers/terminal');
  await expect(cell(page).first()).toBeVisible();
  const total = Number((await page.locator('.count').innerText()).replace(/\D/g, ''));
  await page.getByRole('row').nth(1).getByRole('checkbox').check();
  const bar = page.locator('.selection');
  await expect(bar).toContainText(/已选 1 行，符合条件的共 [\d,]+ 行/);
  await bar.getByRole('button', { name: /^选中/ }).click();
  const all = Math.min(total, 2000);
  await expect(bar).toContainText(`已选 ${all.toLocaleString('zh-CN')} 行`);
  await expect(page.getByRole('button', { name: `批量更正 ${all} 行` })).toBeVisible();
  await bar.getByRole('button', { name: '取消选中' }).click();
  await expect(bar).toBeHidden();
});

test('a workbook with a mistake is refused as a whole, and the mended one is shown before it is written', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto('/registers/import');
  const file = (topic: string, count: string) => ({
    name: '培训.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff编号,培训日,单位,主题,参加人数\n${UNIT}F901,2026-11-02,${UNIT},${topic},${count}\n`),
  });
  await page.setInputFiles('input[type=file]', file('导入的培训', '许多'));
  await expect(page.getByRole('status')).toContainText('拒绝 1');
  await expect(page.getByRole('button', { name: '写入' })).toBeDisabled();
  await page.getByRole('button', { name: '换一个文件' }).click();
  await page.setInputFiles('input[type=file]', file('导入的培训', '30'));
  await expect(page.getByRole('status')).toContainText('新增 1');
  await page.getByRole('button', { name: '写入' }).click();
  await expect(page.getByRole('status')).toContainText('已全部写入');
  await page.goto(`/registers/training?q=${encodeURIComponent(`${UNIT}F901`)}`);
  await expect(cell(page)).toHaveText([`${UNIT}F901`]);
});

test('what a register is narrowed to is taken out as a workbook, which the import reads back as it was', async ({ county }) => {
  const page = await county.as('handler');
  const counted = async () => Number((await page.locator('.count').innerText()).replace(/\D/g, ''));
  await page.goto('/registers/terminal');
  await expect(cell(page).first()).toBeVisible();
  const total = await counted();
  await page.getByRole('textbox', { name: '编号或文字' }).fill('T8');
  await expect(page).toHaveURL(/q=T8/);
  await expect.poll(counted).toBeLessThan(total);
  const shown = await counted();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: '筛选结果 · 工作簿（.xlsx）' }).click()]);
  expect(download.suggestedFilename()).toBe('terminal.xlsx');
  await page.goto('/registers/import');
  await page.setInputFiles('input[type=file]', { name: 'terminal.xlsx', mimeType: 'application/octet-stream', buffer: await readFile(await download.path()) });
  await expect(page.getByRole('status')).toContainText(`不变 ${shown}`);
  await expect(page.getByRole('button', { name: '写入' })).toBeDisabled();
});

test('a view is kept with its word, shown and removed by keys alone', async ({ county }) => {
  const page = await county.as('handler');
  const views = page.getByRole('button', { name: '视图', exact: true });
  await page.goto('/registers/terminal');
  await page.getByRole('textbox', { name: '编号或文字' }).fill('T89');
  await expect(page).toHaveURL(/q=T89/);
  await views.click();
  await page.getByRole('button', { name: '保存当前视图……' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('第八十九台');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // What is left of before does not narrow it unseen.
  await page.goto('/registers/terminal?q=T97&on=2026-01-01');
  await views.focus();
  await page.keyboard.press('Enter');
  const view = page.getByRole('list', { name: '视图' }).getByRole('button', { name: '第八十九台', exact: true });
  await expect(view).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(view).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?q=T89$/);
  await expect(page.getByRole('textbox', { name: '编号或文字' })).toHaveValue('T89');

  await views.focus();
  await page.keyboard.press('Enter');
  await expect(view).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '移除视图第八十九台' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('还没有保存的视图')).toBeVisible();
  await expect(page.getByRole('button', { name: '保存当前视图……' })).toBeFocused();
});
