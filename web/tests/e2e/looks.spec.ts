/** Every page in both languages and both themes: nothing serious for axe, nothing thrown, and a picture to be looked at. */
import { mkdir } from 'node:fs/promises';

import { expectAccessible } from './support/axe';
import { PAGES } from './support/pages';
import { expect, test, type Page } from './support/test';

const LOOKS = [
  { language: 'zh', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const;
/** How long nothing is to be asked for until a page counts as drawn, and how long that is waited for. */
const REST_MS = 400;
const PATIENCE_MS = 15_000;

/** Ends when everything that a page asks for has come: names come after the rows that they are of. */
function requestsOf(page: Page): () => Promise<void> {
  let open = 0;
  let last = Date.now();
  const count = (step: number) => (request: { resourceType: () => string }) => {
    if (request.resourceType() === 'eventsource') return;
    open += step;
    last = Date.now();
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  return async () => {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until && (open > 0 || Date.now() - last < REST_MS)) await page.waitForTimeout(100);
  };
}

const shots = new URL('./shots', import.meta.url).pathname;

for (const look of LOOKS) {
  test(`@looks every page in ${look.language}, ${look.theme}`, async ({ county }) => {
    test.setTimeout(900_000);
    await mkdir(shots, { recursive: true });
    for (const { name, path, login, then } of PAGES) {
      await test.step(name, async () => {
        const page = login ? await county.as(login, look) : await county.stranger(look);
        const rest = requestsOf(page);
        await page.goto(path);
        await expect.soft(page.locator('h1, .title, .product').first(), name).toBeVisible();
        await then?.(page);
        // Skeletons and lists that are still being read give way to what they stand for.
        await expect.soft(page.locator('.el-skeleton, .waiting, [aria-busy=true]'), name).toHaveCount(0, { timeout: 8_000 });
        await rest();
        await page.screenshot({ path: `${shots}/${name}-${look.language}-${look.theme}.png` });
        await expectAccessible(page);
        // The pages scroll within the frame, and not with the window.
        const over = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('#content')].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
        );
        expect.soft(Math.max(...over), `${name}: nothing is wider than its place`).toBeLessThanOrEqual(0);
        await page.context().close();
      });
    }
  });
}
