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
