/**
 * How long people wait, with the sample province: until the first page can be used, and while the longest list is scrolled and filtered. Nothing
 * fails here because a machine is slow; `make bench` prints what was measured.
 */
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';

import { newFolder, remove, sample, Server, type Account } from './support/server';

const ROUNDS = 7;
const PULLS = 30;
const WHEELS = 100;

interface Province {
  server: Server;
  accounts: Map<string, Account>;
}

const test = base.extend<object, { province: Province }>({
  province: [
    async ({}, use) => {
      const folder = await newFolder();
      const accounts = await sample(folder, 'province');
      const server = await Server.start(folder);
      // Only then are the lists as long as they will be.
      await expect
        .poll(async () => ((await (await fetch(`${server.url}/readyz`)).json()) as { planned_act?: number }).planned_act, { timeout: 500_000 })
        .toBeTruthy();
      await use({ server, accounts });
      await server.stop();
      await remove(folder);
    },
    { scope: 'worker', timeout: 600_000 },
  ],
});

/** A browser that has been nowhere yet, of somebody who is logged in. */
async function fresh(browser: Browser, { server, accounts }: Province, login: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: server.url });
  const answer = await context.request.post('/api/v1/session', { data: accounts.get(login) });
  expect(await answer.json()).toMatchObject({ next: 'done' });
  // Seen from inside the page, so that the way to the test's process does not count: the page can be used when what was waited for has been painted
  // and no long task is under way.
  await context.addInitScript(() => {
    const seen = { tasks: [] as { start: number; length: number }[], at: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ start: startTime, length: duration });
    }).observe({ type: 'longtask', buffered: true });
  });
  return context;
}

/** Milliseconds from the beginning of a navigation until something stands on the page and can be used. */
async function usable(page: Page, path: string, selector: string): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' });
  return page.evaluate(async (wanted) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    while (!document.querySelector(wanted)) await frame();
    await frame();
    // A task of its own: whatever holds the page up comes before it.
    await new Promise((done) => setTimeout(done));
    return performance.now();
  }, selector);
}

/** The longest time that the page could not answer since it was asked last. */
const longest = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { tasks: { length: number }[] } };
    return Math.max(0, ...seen.tasks.splice(0).map(({ length }) => length));
  });

/** A browser tells only of tasks of 50 ms and more. */
const told = (ms: number): string => (ms === 0 ? 'below 50 ms' : `for ${ms.toFixed(0)} ms`);

const middle = (times: number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

function print(what: string, times: number[]): void {
  console.log(`${what}: median ${middle(times).toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms of ${times.length}`);
}

test('@speed until the first page of a handler can be used', async ({ browser, province }) => {
  test.setTimeout(300_000);
  const [cold, warm, out]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await fresh(browser, province, 'handler');
    const page = await context.newPage();
    cold.push(await usable(page, '/', '.desk tbody tr'));
    warm.push(await usable(page, '/', '.desk tbody tr'));
    await context.close();
    const stranger = await browser.newContext({ baseURL: province.server.url });
    out.push(await usable(await stranger.newPage(), '/login', 'input[type=password]'));
    await stranger.close();
  }
  print('my desk, nothing kept by the browser', cold);
  print('my desk, once more', warm);
  print('log-in, nothing kept by the browser', out);
  expect(cold.length + warm.length + out.length).toBe(3 * ROUNDS);
});

for (const [name, path] of [['duties of the province', '/duties'], ['terminals of the province', '/registers/terminal']] as const) {
  test(`@speed ${name}: scrolled and filtered`, async ({ browser, province }) => {
    test.setTimeout(300_000);
    const context = await fresh(browser, province, 'province');
    const page = await context.newPage();
    const first = await usable(page, path, '[role=row] a, [role=row] button');
    const grid = page.getByRole('grid');
    // The bar stands for all rows.
    await expect.poll(() => grid.evaluate((box) => box.scrollHeight)).toBeGreaterThan(1_000_000);
    await longest(page);
    const pulls: number[] = [];
    for (let pull = 1; pull <= PULLS; pull++) {
      pulls.push(
        await grid.evaluate(async (box, share) => {
          const begun = performance.now();
          box.scrollTop = box.scrollHeight * share;
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          await frame();
          await frame();
          while (box.querySelector('.waiting, [aria-busy=true]')) await frame();
          return performance.now() - begun;
        }, ((pull * 7) % PULLS) / PULLS),
      );
    }
    const pulled = await longest(page);
    await grid.hover();
    for (let turn = 0; turn < WHEELS; turn++) await page.mouse.wheel(0, 400);
    const wheeled = await longest(page);
    console.log(`${name}: first rows after ${first.toFixed(0)} ms`);
    print(`${name}, the bar pulled anywhere, until the rows are there`, pulls);
    console.log(`${name}: the page stood still ${told(pulled)} while the bar was pulled, ${told(wheeled)} under the wheel`);
    expect(await page.getByRole('row').count()).toBeLessThan(120);
    await context.close();
  });
}
