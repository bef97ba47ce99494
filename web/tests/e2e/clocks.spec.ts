/** My desk: what is due today runs visibly down, without the page being loaded anew. */
import type { Locator, Page } from '@playwright/test';

import { dayFromNow } from './support/matters';
import { expect, test } from './support/test';

type Json = Record<string, unknown>;

/** The answers of the server, with the first of a list standing otherwise. */
async function with1st(page: Page, path: RegExp, list: string, otherwise: (one: Json) => Json | undefined): Promise<void> {
  await page.route(path, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as Record<string, Json[]>;
    const at = answer[list]?.findIndex((one) => otherwise(one)) ?? -1;
    const changed = answer[list]?.map((one, place) => (place === at ? { ...one, ...otherwise(one) } : one));
    await route.fulfill({ response, json: { ...answer, [list]: changed } });
  });
}

async function expectRunning(timer: Locator): Promise<void> {
  await expect(timer).toHaveText(/^\s*\d{2}:\d{2}:\d{2}\s*$/);
  const before = await timer.textContent();
  await expect(timer, 'the clock runs').not.toHaveText(before ?? '', { timeout: 5_000 });
}

const TODAY = () => dayFromNow(0);
const endOfToday = () => `${TODAY()}T23:59:59+08:00`;

test('the clock of a duty and that of a matter run on the day on which they are due', async ({ county }) => {
  const duties = await county.as('handler');
  await with1st(duties, /\/api\/v1\/duties\?.*status=open/, 'duties', ({ status, due_on: due }) =>
    status === 'open' && due ? { due_on: TODAY(), due_at: endOfToday(), reason: 'due_ahead' } : undefined,
  );
  await duties.goto('/');
  await expectRunning(duties.getByRole('timer').first());

  const matters = await county.as('approver');
  await with1st(matters, /\/api\/v1\/matters\?.*view=to_decide/, 'matters', () => ({ due_on: TODAY(), asked: false }));
  for (const path of ['/', '/matters']) {
    await matters.goto(path);
    await expectRunning(matters.getByRole('row').filter({ hasText: '今天到期' }).first().getByRole('timer'));
  }
});
