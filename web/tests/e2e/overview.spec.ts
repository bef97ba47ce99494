/** Where duties stand: on squares, on a map that the user brings along, and on a large screen. */
import { expect, test } from './support/test';

/** Two of the townships below the sample's county, as a map of them would say it, and something that is none. */
const MAP = (names: string[]) => ({
  type: 'FeatureCollection',
  features: names.map((name, at) => ({
    type: 'Feature',
    properties: { name },
    geometry: { type: 'Polygon', coordinates: [[[109 + at, 29], [110 + at, 29], [110 + at, 30], [109 + at, 30], [109 + at, 29]]] },
  })),
});
const file = (name: string, content: string) => ({ name, mimeType: 'application/geo+json', buffer: Buffer.from(content) });

test('a map that the user loads takes the place of the squares, leads down as they do, and goes nowhere', async ({ county }) => {
  const page = await county.as('approver');
  await page.goto('/overview');
  const squares = page.locator('.tile .name');
  await expect(squares.nth(1)).toBeVisible();
  const names = await squares.evaluateAll((links) => links.slice(0, 2).map((link) => (link.getAttribute('title') ?? '').replace(/^进入/, '')));

  await page.setInputFiles('input[type=file]', file('no-map.json', '{"type":"Topology"}'));
  await expect(page.getByRole('alert')).toContainText('不是 GeoJSON');
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await page.setInputFiles('input[type=file]', file('map.geojson', JSON.stringify(MAP(names))));
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('svg.map path')).toHaveCount(2);
  expect(sent, 'the map stays in the browser').toEqual([]);

  // Whoever loads it enters the number of its review, which stands below it; both are there again in this browser.
  await page.getByRole('button', { name: '填写审图号' }).click();
  await page.locator('#map-review').fill('样S(2026)001号');
  await page.keyboard.press('Enter');
  await expect(page.getByText('审图号：样S(2026)001号')).toBeVisible();
  await page.reload();
  await expect(page.locator('svg.map path')).toHaveCount(2);
  await expect(page.getByText('审图号：样S(2026)001号')).toBeVisible();

  await page.getByRole('link', { name: `进入${names[0]}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(names[0] ?? '');
  await page.goBack();
  await page.getByRole('link', { name: new RegExp(`^${names[0]}：.*打开清单`) }).click();
  await expect(page).toHaveURL(/\/duties\?.*division=/);
  await page.goBack();
  await page.getByRole('button', { name: '恢复方格' }).click();
  await expect(squares.first()).toBeVisible();
  await page.reload();
  await expect(squares.first()).toBeVisible();
  await expect(page.locator('svg.map')).toHaveCount(0);
});

test('what is awaited keeps its place, and nothing is headed by a name that is not known yet', async ({ county }) => {
  const page = await county.as('approver');
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/registers/{unit,division}/rows*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/overview');
  const map = page.locator('.panel.map');
  await expect(map.locator('.el-skeleton').first()).toBeVisible();
  const places = () => page.locator('.panel.map, .panel.trend, .panel.week').evaluateAll((panels) =>
    panels.map((panel) => {
      const { left, top, width } = panel.getBoundingClientRect();
      // A trend stands below a map that may grow.
      return panel.classList.contains('trend') ? [left, width] : [left, top, width];
    }),
  );
  const before = await places();
  expect(before.length).toBe(3);
  await expect(map.getByRole('heading')).toHaveCount(0);
  answer();
  await expect(map.getByRole('heading')).toHaveText(/^\S+：下级区划/);
  await expect(map.locator('.tile').first()).toBeVisible();
  await expect(page.locator('.totals .at')).toBeVisible();
  expect(await places()).toEqual(before);
});

test('every number of the heat map and of the law opens the list that it counts', async ({ county }) => {
  const page = await county.as('approver');
  await page.goto('/overview');
  const field = page.locator('.heat tbody td.value.all a').first();
  const counted = ((await field.textContent()) ?? '').trim();
  await field.click();
  await expect(page).toHaveURL(/\/duties\?.*article=[\w-]+(%2F|\/)\d+/);
  await expect(page).toHaveURL(/division=/);
  await expect(page.getByRole('main')).toContainText(`已显示 ${counted} 条`);
  await page.goto('/overview');
  const own = page.locator('.heat thead th').filter({ hasText: '本级' });
  const at = await own.evaluate((head) => [...head.parentElement!.children].indexOf(head) + 1);
  const ofOwn = page.locator(`.heat tbody td:nth-child(${at}) a`).first();
  const alone = ((await ofOwn.textContent()) ?? '').trim();
  await ofOwn.click();
  await expect(page).toHaveURL(/only_division=/);
  await expect(page.locator('.marks')).toContainText(/仅.+本级/);
  await expect(page.getByRole('main')).toContainText(`已显示 ${alone} 条`);
  await page.goto('/overview');
  const below = page.locator('.panel.map .own a').first();
  const stands = ((await below.textContent()) ?? '').replace(/\D/g, '');
  await below.click();
  await expect(page).toHaveURL(/only_division=.*status=|status=.*only_division=/);
  await expect.poll(async () => (await page.getByRole('main').innerText()).replace(/,/g, '')).toContain(stands);
  await page.goto('/law/hunan-2026');
  await page.locator('.panel .counts a').first().click();
  await expect(page).toHaveURL(/\/duties\?.*article=hunan-2026/);
  await page.goto('/law/hunan-2026');
  await page.locator('.tree .badge').first().click();
  await expect(page).toHaveURL(/\/duties\?.*article=hunan-2026/);
});

for (const viewport of [{ width: 1920, height: 1080 }, { width: 3840, height: 2160 }, { width: 1366, height: 768 }]) {
  for (const language of ['zh', 'en'] as const) {
    test(`the large screen fills ${viewport.width} × ${viewport.height} in ${language}, and nothing in it has to be scrolled`, async ({ county }) => {
      const page = await county.as('approver', { viewport, language });
      await page.goto('/overview?screen=1');
      await expect(page.locator('.totals .at')).toBeVisible();
      for (const drawn of ['.heat tbody tr', '.week tbody tr', '.tile', '.trend canvas']) await expect(page.locator(drawn).first()).toBeVisible();
      await expect(page.locator('.side nav')).toHaveCount(0);
      const measured = () => page.evaluate(() => {
        const content = document.querySelector('#content')!;
        const seen = [...document.querySelectorAll('.panels > .panel')].filter((panel) => panel.clientHeight > 0);
        const boxes = [content, ...seen, ...document.querySelectorAll('.panels .scroll, .panels .box')];
        return {
          over: boxes.map((box) => [box.className, box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth] as const).filter(([, high, wide]) => high > 1 || wide > 1),
          bottom: Math.max(...seen.map((panel) => panel.getBoundingClientRect().bottom)) / innerHeight,
          letters: parseFloat(getComputedStyle(document.querySelector('.totals')!).fontSize) / innerWidth,
        };
      });
      // What is cut is measured once its letters have their size.
      await expect.poll(async () => (await measured()).over).toEqual([]);
      expect((await measured()).bottom).toBeGreaterThan(0.9);
      // Letters that are read across a room grow with the screen.
      expect((await measured()).letters).toBeGreaterThan(0.008);
      // What there is no room for is counted.
      expect(await page.locator('.week [data-line]').count()).toBeGreaterThan(3);
      await expect(page.locator('.heat .left')).toContainText(/\d/);
      await page.getByRole('button', { name: /^(退出大屏|Leave the large screen)$/ }).click();
      await expect(page.locator('.side nav')).toBeVisible();
    });
  }
}

test('no number of one division is shown under the name of another, however late it comes', async ({ county }) => {
  const page = await county.as('approver');
  await page.goto('/overview');
  await expect(page.locator('.totals .at')).toBeVisible();
  for (const drawn of ['.heat tbody tr', '.week tbody tr', '.trend canvas', '.units li']) await expect(page.locator(drawn).first()).toBeVisible();
  const below = page.locator('.tile .name').first();
  const division = new URL((await below.getAttribute('href')) ?? '', page.url()).searchParams.get('division') ?? '';
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/api\/v1\/(duties\/(counts|trend)|registers\/unit\/rows)/, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await below.click();
  await expect(page).toHaveURL(new RegExp(`division=${division}`));
  await expect(page.locator('[aria-current=page]').last()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('龙山县');
  // The links are of the division that is named; those that are not known yet are not there.
  for (const part of ['.totals a', '.panel.map .tile', '.week tbody a', '.heat tbody a', '.trend canvas', '.units li']) await expect(page.locator(part)).toHaveCount(0);
  answer();
  await expect(page.locator('.totals a').first()).toHaveAttribute('href', new RegExp(`division=${division}`));
});
