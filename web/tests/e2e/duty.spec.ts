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
  const first = page.getByRole('row').filter({ hasText: '违反' }).filter({ has: page.getByRole('button', { name: /^办理/ }) }).first();
  await expect(first).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '未知' })).toHaveCount(0);
  await first.getByRole('link').first().click();
  await expect(page.getByRole('dialog').first()).toContainText('怎样才算履行');
});

for (const { status, said } of [{ status: 'breached', said: '违反' }, { status: 'unknown', said: '未知' }]) {
  test(`one click leads from a duty that is ${status} to the form that would mend it`, async ({ county }) => {
    const page = await county.as('handler');
    await page.goto(`/unit/${UNIT}?status=${status}`);
    await page.getByRole('row').filter({ hasText: said }).getByRole('button', { name: /^办理/ }).first().click();
    // Over the reasons the form stands open, with fields to fill in and a button to keep them.
    const form = page.getByRole('dialog').filter({ has: page.locator('.drawer-form') }).last();
    await expect(form.locator('[data-field]').first()).toBeVisible();
    await expect(form.getByRole('button', { name: '保存', exact: true })).toBeVisible();
  });
}

test('a first row of a register is entered where the unit looks at its registers', async ({ county }) => {
  const page = await county.as('handler');
  await page.goto(`/unit/${UNIT}?tab=registers`);
  const tabs = page.locator('.registers [role=tablist]').getByRole('tab');
  await expect(tabs.first()).toBeVisible();
  const held = await tabs.count();
  await page.getByRole('button', { name: '更多台账……' }).click();
  await expect.poll(() => tabs.count()).toBeGreaterThan(held);
  await tabs.nth(held).click();
  await expect(tabs.nth(held)).toContainText('0');
  await page.locator('.rows').getByRole('button', { name: /^登记/ }).first().click();
  await expect(page.locator('.drawer-form [data-field]').first()).toBeVisible();
});
