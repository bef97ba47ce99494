/** On paper: the state of a unit takes one sheet, and no page brings its frame along. */
import { expect, test } from './support/test';

const UNIT = '样433130U007';
const A4 = { format: 'A4', margin: { top: '15mm', right: '15mm', bottom: '15mm', left: '15mm' } } as const;
/** Sheets of a document as the browser writes it. */
const sheets = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

for (const language of ['zh', 'en'] as const) {
  test(`the state of a unit is one sheet of paper (${language})`, async ({ county }) => {
    const page = await county.as('handler', { language });
    await page.goto(`/unit/${UNIT}/state`);
    await expect(page.locator('article.sheet table')).toBeVisible();
    expect(sheets(await page.pdf(A4))).toBe(1);
  });
}

const POSTS = ['principal_leader', 'leader_in_charge', 'responsible_department', 'responsible_person', 'security_contact', 'link_security_officer', 'system_administrator', 'security_administrator', 'security_auditor'];

for (const language of ['zh', 'en'] as const) {
  test(`it is one sheet also with thirty appointments, long names and many duties (${language})`, async ({ county }) => {
    const page = await county.as('handler', { language });
    const appointments = Array.from({ length: 30 }, (_, at) => ({
      row: { code: `A${at}`, from: '2026-01-01', unit: UNIT, post: POSTS[at % POSTS.length], department: `${at} 名称很长的内设机构与挂靠单位联合办公室`.repeat(4) },
      version: 1,
    }));
    await page.route(/\/registers\/appointment\/rows\?/, (route) => route.fulfill({ json: { rows: appointments, next: null } }));
    const both = (zh: string) => ({ zh, en: 'The same said in English, at some length, as titles are' });
    const duty = (at: number) => ({
      duty: `hunan-2026/duty-${at}`,
      title: both(`第${at}项标题写得比较长的样例义务及其要求`),
      article: { zh: '办法第二十四条第三款第二项', en: 'Measures, article 24(3)(ii)' },
      clause: { instrument: 'hunan-2026', article: 24, paragraph: 3 },
      register: 'unit',
      subject: UNIT,
      unit: UNIT,
      status: 'breached',
      status_label: { zh: '违反', en: 'In breach' },
      reason: 'missing',
      reason_label: { zh: '没有登记要求的事实', en: 'The fact that is asked for is missing' },
      since_on: '2026-05-01',
      supplementary: false,
    });
    await page.route(/\/api\/v1\/duties\?/, (route) => route.fulfill({ json: { duties: Array.from({ length: 40 }, (_, at) => duty(at)), next: null } }));
    await page.goto(`/unit/${UNIT}/state`);
    await expect(page.locator('article.sheet .pairs dt')).toHaveCount(POSTS.length);
    await expect(page.locator('article.sheet .pairs')).toContainText(language === 'zh' ? '另 2 人' : 'and 2 more');
    expect(sheets(await page.pdf(A4))).toBe(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('article.sheet').evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth)).toBeLessThanOrEqual(0);
  });
}

const rows = '.box .row';
for (const path of ['/registers/terminal', '/duties']) {
  test(`of ${path} what was in view is printed, and that it is a part`, async ({ county }) => {
    const page = await county.as('agency');
    await page.goto(path);
    const grid = page.getByRole('grid');
    await expect(page.locator(rows).nth(5)).toBeVisible();
    await grid.evaluate((box) => (box.scrollTop = box.scrollHeight / 2));
    await page.waitForTimeout(1000);
    const drawn = await page.locator(rows).count();
    const pdf = await page.pdf(A4);
    // Some 32 rows stand on a sheet, and none of the thousands that are not drawn takes room.
    expect(sheets(pdf)).toBeLessThanOrEqual(Math.ceil(drawn / 24) + 1);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(/第 [\d,]+–[\d,]+ 行，共 [\d,]+ 行(以上)?；全部请导出/)).toBeVisible();
    // Being looked at as paper for a while does not make it longer either.
    await page.waitForTimeout(500);
    expect(await page.locator(rows).count()).toBeLessThanOrEqual(drawn + 4);
  });
}

test('an article is printed without navigation and buttons, and whole', async ({ county }) => {
  const page = await county.as('handler', { theme: 'dark' });
  await page.goto('/law/hunan-2026/24');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeHidden();
  await expect(page.getByRole('search')).toBeHidden();
  // Paper is white also for whoever works in the dark. The page is told of the paper with its next frame, so this is waited for.
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  // And nothing hides in a box that scrolls.
  const hidden = await page.evaluate(() => {
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight + 1;
    return [...document.querySelectorAll('#content, #content *')].filter(scrolls).map((element) => element.className);
  });
  expect(hidden).toEqual([]);
});
