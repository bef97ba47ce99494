/**
 * Pages in place of those that the program carries: with `SHOUWANG_PAGES=dist`, pages that were built just now are tested before the program is
 * built with them. They come under the program's own headers, its content policy above all.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import type { BrowserContext } from '@playwright/test';

const folder = process.env.SHOUWANG_PAGES;
/** What the server answers itself. */
const SERVERS = /^\/(api|verify|healthz|readyz|metrics|ledger\/(checkpoint|keys|tile))(\b|$)/;
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

export async function servePages(context: BrowserContext, url: string): Promise<void> {
  if (!folder) return;
  const { headers } = await fetch(url, { headers: { Accept: 'text/html' } });
  const policy = headers.get('content-security-policy') ?? '';
  await context.route(`${url}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (route.request().method() !== 'GET' || SERVERS.test(pathname)) return route.continue();
    const name = extname(pathname) in TYPES ? pathname : '/index.html';
    const body = await readFile(join(folder, name)).catch(() => undefined);
    if (!body) return route.fulfill({ status: 404 });
    return route.fulfill({ body, headers: { 'content-type': TYPES[extname(name)] ?? '', 'content-security-policy': policy } });
  });
}
