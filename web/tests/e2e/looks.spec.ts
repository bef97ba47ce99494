/** Every page in both languages and both themes: nothing serious for axe, nothing thrown, and a picture to be looked at. */
import { mkdir } from 'node:fs/promises';

import { expectAccessible } from './support/axe';
import { PAGES } from './support/pages';
import { expect, test } from './support/test';

const LOOKS = [
  { language: 'zh', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const;
const shots = new URL('./shots', import.meta.url).pathname;

for (const look of LOOKS) {
  test(`@looks every page in ${look.language}, ${look.theme}`, async ({ county }) => {
    test.setTimeout(900_000);
    await mkdir(shots, { recursive: true });
    for (const { name, path, login, then } of PAGES) {
      await test.step(name, async () => {
        const page = login ? await county.as(login, look) : await county.stranger(look);
        await page.goto(path);
        await expect.soft(page.locator('h1, .title, .product').first(), name).toBeVisible();
        await then?.(page);
        // Skeletons and lists that are still being read give way to what they stand for.
        await expect.soft(page.locator('.el-skeleton, .waiting, [aria-busy=true]'), name).toHaveCount(0, { timeout: 8_000 });
        await page.screenshot({ path: `${shots}/${name}-${look.language}-${look.theme}.png` });
        await expectAccessible(page);
        const { scrollWidth, clientWidth } = await page.evaluate(() => ({
          scrollWidth: document.documentElement.scrollWidth,
          clientWidth: document.documentElement.clientWidth,
        }));
        expect.soft(scrollWidth, `${name}: nothing is wider than the window`).toBeLessThanOrEqual(clientWidth);
        await page.context().close();
      });
    }
  });
}
