/** Official texts that a user reads in stay with him, and stand beside each other where two instruments are compared. */
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

const OLDER = 'hunan-2020-interim';
const NEWER = 'hunan-2026';

test('two texts are laid beside each other: our words at first, the official ones once both were read in, and again after a reload', async ({ county }) => {
  const page = await county.as('reader');
  const changes = (await (await page.context().request.get(`/api/v1/law/comparison?older=${OLDER}&newer=${NEWER}`)).json()) as {
    changes: { change: string; older?: { clause: object }; newer?: { clause: object } }[];
  };
  const pair = changes.changes.find(({ change, older, newer }) => change === 'changed' && older && newer)!;
  await page.goto('/law/comparison?change=changed');
  const lay = page.getByRole('button', { name: /^对照条文/ }).first();
  await lay.click();
  const texts = page.locator('tr.texts').first();
  await expect(texts).toContainText('本系统的概述');
  await expect(texts.locator('td p:not(.kind)')).toHaveCount(2);
  await expectAccessible(page);

  // The server would read the published texts, which are not in this repository; what it answers is made up.
  const said: Record<string, string> = { [OLDER]: '样例：应当在十日内办结。', [NEWER]: '样例：应当在五个工作日内办结。' };
  await page.route('**/api/v1/law/text', (route) => {
    const instrument = route.request().postData()!.trim();
    const clause = instrument === OLDER ? pair.older!.clause : pair.newer!.clause;
    return route.fulfill({ json: { instrument, title: instrument, clauses: [{ clause, text: said[instrument], sm3: '00' }], findings: [], problems: [] } });
  });
  await page.goto('/law/text');
  for (const instrument of [OLDER, NEWER]) {
    await page.getByRole('textbox', { name: '也可以直接粘贴全文' }).fill(instrument);
    await page.getByRole('button', { name: '读出并比对' }).click();
    await expect(page.locator('section.panel').filter({ hasText: `《${instrument}》` })).toBeVisible();
  }
  await page.goto('/law/comparison?change=changed');
  await lay.click();
  await expect(texts).toContainText('官方文本');
  await expect(texts.locator('del')).toHaveText(['十']);
  await expect(texts.locator('ins')).toHaveText(['五个工作']);

  // It is put away from this browser only by the user.
  await page.goto('/law/text');
  for (const _ of [OLDER, NEWER]) await page.getByRole('button', { name: '清除这份文本' }).first().click();
  await expect(page.locator('section.panel')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: '读出并比对' })).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.locator('section.panel')).toHaveCount(0);
});
