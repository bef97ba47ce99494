/** What the product is for: a duty that is not fulfilled, why, the form that mends it, and its new status. */
import { expect, test } from './support/test';

const UNIT = '样433130U007';
/** A port whose purpose nobody wrote down. */
const DUTY = 'hunan-2020-interim/i26-purpose-stated';

test('a breached duty of the unit is mended through its form, and is fulfilled', async ({ county }) => {
  const page = await county.as('handler');
  // The first statuses are planned while the server starts.
  let subject: string | undefined;
  await expect(async () => {
    const asked = await page.context().request.get('/api/v1/duties', { params: { unit: UNIT, duty: DUTY, status: 'breached' } });
    subject = ((await asked.json()) as { duties: { subject: string }[] }).duties[0]?.subject;
    expect(subject, 'the sample has a port without its purpose').toBeDefined();
  }).toPass();

  await page.goto(`/duties/${DUTY}/${encodeURIComponent(subject ?? '')}`);
  await expect(page.locator('.standing')).toContainText('违反');
  await page.getByRole('button', { name: /^去(补充|变更|更正)$/ }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: '用途', exact: true }).fill('网站对外服务');
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.locator('.standing').first()).toContainText('履行');
  await expect(page.locator('.standing').first()).not.toContainText('违反');
});

test('my unit lists its duties, narrowed by status, and each opens with its reasons', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto(`/unit/${UNIT}?status=breached`);
  const first = page.getByRole('row').filter({ hasText: '违反' }).first();
  await expect(first).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '未知' })).toHaveCount(0);
  await first.getByRole('button', { name: /^办理/ }).or(first.getByRole('link').first()).first().click();
  await expect(page.getByRole('dialog').first()).toContainText('怎样才算履行');
});
