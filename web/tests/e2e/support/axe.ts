/** Looks at a page as somebody would who cannot see it, or not well. */
import { AxeBuilder } from '@axe-core/playwright';

import { expect, type Page } from './test';

/** Finds nothing that axe calls serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = serious.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary?.split('\n').pop()?.trim()}`),
  }));
  expect.soft(told, `axe on ${page.url()}`).toEqual([]);
}
