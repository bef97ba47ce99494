/** Matters through their pages: started, filled in, handed in and decided, by whoever does that. */
import { expect, type Page } from './test';

/** A field as a clerk fills it in: text, a day, a thing to be found, one of several words. */
export type Filled = string | { find: string } | { choose: string };

/** The day so many days from now, in Beijing. */
export const dayFromNow = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** Starts a matter from the page of all of them, about a thing that is there already where one is named; its number. */
export async function start(page: Page, matter: string, subject?: string): Promise<string> {
  await page.goto('/matters/start');
  await page.getByRole('button', { name: matter, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: matter });
  if (subject) await find(page, dialog.locator('#matter-subject'), subject);
  await dialog.getByRole('button', { name: '起草' }).click();
  await expect(page).toHaveURL(/\/matters\/S[\d-]+\/form$/);
  await expect(page.locator('.check')).toBeVisible();
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

/** Fills in the line that is shown. */
export async function fill(page: Page, fields: Record<string, Filled>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[data-field=${name}]`);
    const input = field.locator('input, textarea').first();
    if (typeof value === 'string') {
      await input.fill(value);
      await input.press('Tab');
    } else if ('find' in value) {
      await find(page, input, value.find);
    } else {
      await field.locator('.el-select__wrapper').click();
      await page.getByRole('option', { name: value.choose, exact: true }).locator('visible=true').click();
    }
  }
}

async function find(page: Page, input: ReturnType<Page['locator']>, code: string): Promise<void> {
  await input.click();
  await input.fill(code);
  await page.getByRole('option').filter({ hasText: code }).locator('visible=true').first().click();
}

/** Hands in what is on the page; it can be handed in. */
export async function handIn(page: Page): Promise<void> {
  await expect(page.locator('.verdict')).toContainText('可以提交');
  await page.getByRole('button', { name: /^(提交|补正后提交)$/ }).click();
  await expect(page).toHaveURL(/\/matters\/S[\d-]+$/);
}

/** Somebody opens a matter and does something with it. */
export async function act(page: Page, number: string, label: string, said?: string): Promise<void> {
  await page.goto(`/matters/${number}`);
  await page.locator('.head').getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: label });
  if (said) await dialog.locator('#matter-words').fill(said);
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await expect(dialog).toBeHidden();
}

export const status = (page: Page) => page.locator('.head .status');
