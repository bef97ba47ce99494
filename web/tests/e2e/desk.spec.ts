/** The desk: its numbers lead to as many, and its calendar knows duties and matters. */
import { expect, test } from './support/test';

test('what a list of the desk counts is what it unfolds to', async ({ county }) => {
  const page = await county.as('handler');
  // More than a list shows at first, all of one status, of which another list of the desk takes the urgent ones.
  const both = (zh: string) => ({ zh, en: zh });
  const duty = (at: number) => ({
    duty: 'hunan-2026/responsible-person-named',
    title: both(`样例义务${at}`),
    article: both('办法第一条'),
    clause: { instrument: 'hunan-2026', article: 1, paragraph: 1 },
    register: 'unit',
    subject: `样例${at}`,
    subject_name: `样例${at}`,
    unit: '样433130U007',
    status: 'open',
    status_label: both('待办'),
    reason: 'due_ahead',
    reason_label: both('尚未到期'),
    due_on: '2099-01-01',
    supplementary: false,
  });
  await page.route(/\/api\/v1\/duties\?/, (route) => route.fulfill({ json: { duties: Array.from({ length: 15 }, (_, at) => duty(at)), next: null } }));
  await page.goto('/');
  const section = page.locator('section.list').filter({ hasText: '即将到期' });
  await expect(section).toBeVisible();
  const count = Number((await section.locator('h2 .soft').innerText()).replace(/\D/g, ''));
  expect(count).toBe(15);
  await expect(section.locator('tbody tr')).toHaveCount(12);
  await section.getByRole('button', { name: '查看全部 15 项' }).click();
  await expect(section.locator('tbody tr')).toHaveCount(count);
  await section.getByRole('button', { name: '收起' }).click();
  await expect(section.locator('tbody tr')).toHaveCount(12);
});

test('the calendar of the desk tells the days of matters too', async ({ county }) => {
  const page = await county.as('approver');
  // A matter that waits for the approver's unit, on some day of this month.
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const line = {
    number: 'S-99',
    kind: 'k',
    label: { zh: '样例事项', en: 'A matter' },
    status: 'submitted',
    status_label: { zh: '已提交', en: 'Handed in' },
    applicant: 'U1',
    applicant_name: '申请单位',
    asked: false,
    lines_count: 1,
    since: day,
    due_on: day,
    version: 1,
  };
  await page.route(/\/api\/v1\/matters\?.*view=(to_decide|mine)/, (route) => route.fulfill({ json: { matters: [line], next: null } }));
  await page.goto('/');
  const cell = page.locator('.cell.today');
  await expect(cell.locator('.count')).not.toBeEmpty();
  await cell.click();
  await expect(page.locator('.month .day').getByRole('link', { name: '样例事项' })).toHaveAttribute('href', '/matters/S-99');
});

test('every matter that waits is counted, reached, and in the list that its number opens', async ({ county }) => {
  const page = await county.as('approver');
  const line = (at: number, asked = false) => ({
    number: `S-${at}`,
    kind: 'k',
    label: { zh: `样例事项${at}`, en: `Matter ${at}` },
    status: 'submitted',
    status_label: { zh: '已提交', en: 'Handed in' },
    applicant: 'U1',
    applicant_name: '申请单位',
    asked,
    lines_count: 1,
    since: '2026-11-01',
    version: 1,
    does_label: { zh: '批准', en: 'Approve' },
  });
  const some = (first: number, count: number) => Array.from({ length: count }, (_, at) => line(first + at));
  await page.route(/\/api\/v1\/matters\?/, (route) => {
    const { searchParams } = new URL(route.request().url());
    const which = `${searchParams.get('view')} ${searchParams.get('status') ?? ''}`.trim();
    const matters = which === 'to_decide' ? [...some(0, 10), line(90, true)] : which === 'mine asked' ? some(100, 9) : [];
    return route.fulfill({ json: { matters, next: null } });
  });
  await page.route(/\/api\/v1\/matters\/counts/, (route) => route.fulfill({ json: { to_decide: 11, overdue: 0, drafts: 0, mine: 9, notices: 0 } }));
  await page.goto('/');
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: '等您办理的事项' }) });
  await expect(section.locator('h2 .soft')).toHaveText('19');
  await expect(section.locator('tbody tr')).toHaveCount(16);
  await section.getByRole('button', { name: '查看全部 19 项' }).click();
  await expect(section.locator('tbody tr')).toHaveCount(19);
  await section.getByRole('link', { name: '待答复 9 件' }).click();
  await expect(page).toHaveURL(/\/matters\?view=mine&status=asked$/);
  await expect(page.locator('tbody tr')).toHaveCount(9);
  await page.goBack();
  await section.getByRole('link', { name: '待办步骤 11 件（1 件在等答复）' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(11);
});

test('keys that lead away rest while a form stands over the page', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto('/registers/training');
  await page.getByRole('button', { name: '登记培训' }).click();
  const drawer = page.getByRole('dialog', { name: '登记培训' });
  await drawer.getByRole('button', { name: '取消' }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(drawer).toBeVisible();
  await expect(page).toHaveURL(/\/registers\/training/);
  await drawer.getByRole('button', { name: '取消' }).click();
  await expect(drawer).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/\/unit/);
});
