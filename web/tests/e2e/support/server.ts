/** The real program as a process of its own, on a free port and with a data folder of its own. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const target = process.env.CARGO_TARGET_DIR ?? new URL('../../../../target', import.meta.url).pathname;
const binary = process.env.SHOUWANG_BINARY ?? join(target, 'debug', 'shouwang');
const START_MS = 30_000;
const STOP_MS = 10_000;

/**
 * Limits that no test reaches, so that none depends on how fast another one was, and the address under which browsers come: passkeys are bound to
 * a name.
 */
const settings = (url: string): string => `
public_url = "${url}"

[limits]
client_rate_per_s = 1000000
client_burst = 1000000
login_rate_per_s = 1000000
login_burst = 1000000
`;

export interface Account {
  login: string;
  password: string;
}

/** Runs the program in a data folder; what it says. */
export async function shouwang(data: string, ...args: string[]): Promise<string> {
  if (!existsSync(binary)) throw new Error(`there is no program at ${binary}; build it with \`cargo build\`, or name it in SHOUWANG_BINARY`);
  const { stdout } = await promisify(execFile)(binary, ['--data', data, ...args], { maxBuffer: 1 << 26 });
  return stdout;
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'shouwang-e2e-'));

/** A sample county, or province, with its accounts, by login; its ledger is signed as far as it goes, so that receipts can be taken. */
export async function sample(data: string, size: 'county' | 'province' = 'county'): Promise<Map<string, Account>> {
  const said = await shouwang(data, 'demo', '--size', size, '--accounts');
  const lines = [...said.matchAll(/^ {2}(\w+) +(Sw\S+) /gm)];
  return new Map(lines.map(([, login, password]) => [login!, { login: login!, password: password! }]));
}

export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** The link of the first start, where nobody administers yet. */
    readonly foundingLink: string | undefined,
  ) {}

  static async start(data: string): Promise<Server> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    await writeFile(join(data, 'shouwang.toml'), settings(url));
    const child = spawn(binary, ['--data', data, 'serve', '--listen', `127.0.0.1:${port}`], {
      env: { ...process.env, SHOUWANG_LOG: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const until = Date.now() + START_MS;
    while (!(await isReady(url))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the server did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return new Server(child, url, /\S+\/founding#\S+/.exec(said)?.[0]);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(patience);
  }
}

export const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

const isReady = (url: string): Promise<boolean> => fetch(`${url}/readyz`).then((response) => response.ok, () => false);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
