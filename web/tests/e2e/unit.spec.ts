/** My unit: it is the one that the bar names, whoever acts for several chooses among them, and who is named where is told whole. */
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

const UNIT = '样433130U007';
const OTHER = '样433130U003';

test('whoever acts for several units sees in the bar the one that opens, and chooses among them', async ({ county }) => {
  const page = await county.as('handler');
  await page.route('**/api/v1/session', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const answer = await route.fetch();
    const session = (await answer.json()) as { unit?: string; grants: { unit?: string }[] };
    // The first grant is of another unit than the one that he works for.
    session.grants = [{ ...session.grants[0], unit: OTHER }, ...session.grants];
    session.unit = UNIT;
    return route.fulfill({ response: answer, json: session });
  });
  await page.goto('/unit');
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await expect(page.locator('header .unit, .menu .unit').first()).toHaveAttribute('title', UNIT);
  await expect(page.locator('.menu .unit').first()).toHaveText(title.replace(UNIT, '').trim());
  await page.locator('.el-select.own').click();
  await page.getByRole('option').nth(1).locator('visible=true').click();
  await expect(page).toHaveURL(new RegExp(`/unit/${encodeURIComponent(OTHER)}`));
});

test('every register of the unit that names people is in the list of them', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto('/unit?tab=people');
  const table = page.getByRole('table', { name: '各类记录上的人员' });
  await expect(table.locator('tbody').first()).toBeVisible();
  const client = await county.client('handler');
  const naming: string[] = [];
  for (const [register, label] of [['account', '账号'], ['onsite_staff', '驻场'], ['confidentiality_agreement', '保密']] as const) {
    const { rows } = await client.get(`/api/v1/registers/${register}/rows?filter=${encodeURIComponent(`unit:eq:${UNIT}`)}&limit=5`);
    if ((rows as { row: { person?: string } }[]).some(({ row }) => row.person)) naming.push(label);
  }
  expect(naming, 'the sample names people on some of them').not.toEqual([]);
  for (const label of naming) await expect(table.locator('th.post').filter({ hasText: label }), label).not.toHaveCount(0);
  await expectAccessible(page);
});
