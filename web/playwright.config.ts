import { existsSync } from 'node:fs';

import { defineConfig } from '@playwright/test';

// Debian's browser, or another one that is named; only root needs the sandbox off, which a browser refuses to have as root.
const executablePath = process.env.SHOUWANG_BROWSER ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // One server and one sample for all of them; each test keeps to rows and accounts of its own.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  },
});
