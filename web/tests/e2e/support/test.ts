/**
 * What every journey begins with: a server with a sample county, made once, and browsers that are logged in. A page that throws, that the
 * content policy refuses something, or that asks another host for anything, fails its test.
 */
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';

import { Client, hire } from './client';
import { newFolder, remove, sample, Server, type Account } from './server';
import { servePages } from './site';

export { expect, type Page } from '@playwright/test';

export type Login = 'system' | 'security' | 'audit' | 'approver' | 'agency' | 'handler' | 'province' | 'reader';
export interface Look {
  language?: 'zh' | 'en';
  theme?: 'light' | 'dark';
  /** The size of the window. */
  viewport?: { width: number; height: number };
  javaScriptEnabled?: boolean;
}

export class County {
  private readonly kept = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();
  private readonly clients = new Map<string, Promise<Client>>();
  /** What went wrong in any page since the test began. */
  readonly wrongs: string[] = [];

  constructor(
    private readonly browser: Browser,
    readonly server: Server,
    private readonly accounts: Map<string, Account>,
  ) {}

  account(login: string): Account {
    const account = this.accounts.get(login);
    if (!account) throw new Error(`the sample has no account ${login}`);
    return account;
  }

  /** The interface as somebody uses it from a program. */
  client(login: string): Promise<Client> {
    const known = this.clients.get(login) ?? Client.of(this.server.url, this.account(login));
    this.clients.set(login, known);
    return known;
  }

  /** Somebody whom the sample does not have; made once. */
  async hire(login: string, role: 'handler' | 'approver' | 'reader', unit: string): Promise<void> {
    if (this.accounts.has(login)) return;
    const administrators = await Promise.all([this.client('system'), this.client('security')]);
    this.accounts.set(login, await hire(this.server.url, administrators, login, role, unit));
  }

  /** A browser of somebody who is not logged in. */
  async stranger(look: Look = {}, storageState?: Awaited<ReturnType<BrowserContext['storageState']>>): Promise<Page> {
    return openBrowser(this.browser, this.server.url, this.wrongs, look, storageState);
  }

  /** A browser of somebody who is logged in; he logs in once, and each browser has the cookie of it. */
  async as(login: string, look: Look = {}): Promise<Page> {
    return this.stranger(look, this.kept.get(login) ?? (await this.logIn(login)));
  }

  /** A browser with a session that no other one has, which may be ended. */
  async aloneAs(login: string, look: Look = {}): Promise<Page> {
    return this.stranger(look, await this.logIn(login, false));
  }

  private async logIn(login: string, keep = true) {
    const context = await this.browser.newContext({ baseURL: this.server.url });
    const answer = await context.request.post('/api/v1/session', { data: this.account(login) });
    expect(await answer.json()).toMatchObject({ next: 'done' });
    const state = await context.storageState();
    await context.close();
    if (keep) this.kept.set(login, state);
    return state;
  }
}

export async function openBrowser(
  browser: Browser,
  url: string,
  wrongs: string[],
  { language, theme = 'light', ...options }: Look = {},
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, colorScheme: theme, ...options, ...(storageState ? { storageState } : {}) });
  if (language) await context.addInitScript((value) => localStorage.getItem('shouwang.language') ?? localStorage.setItem('shouwang.language', value), language);
  await servePages(context, url);
  // The product needs no network but its server.
  context.on('request', (request) => {
    const asked = new URL(request.url());
    if (/^(https?|wss?):$/.test(asked.protocol) && asked.host !== new URL(url).host) wrongs.push(`${asked.href} was asked for, which is not the server`);
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => wrongs.push(`${page.url()}: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Unhandled|\[Vue/.test(message.text())) wrongs.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

export const test = base.extend<{ calm: void }, { county: County }>({
  county: [
    async ({ browser }, use) => {
      const folder = await newFolder();
      const accounts = await sample(folder);
      const server = await Server.start(folder);
      await use(new County(browser, server, accounts));
      await server.stop();
      await remove(folder);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  calm: [
    async ({ browser, county }, use) => {
      county.wrongs.length = 0;
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
      expect(county.wrongs, 'errors in the pages').toEqual([]);
    },
    { auto: true },
  ],
});
