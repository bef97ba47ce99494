// Compresses what was built, so that the server only has to send it, and checks how much a first visit has to load.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;
const INITIAL_BYTES_MAX = 500 * 1024;
const COMPRESSIBLE = /\.(html|js|css|svg|json|txt)$/;

const sizes = new Map();
for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  const content = await readFile(file);
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  sizes.set(file.slice(dist.length + 1), brotli.length);
  if (brotli.length < content.length) await writeFile(`${file}.br`, brotli);
  const gzip = gzipSync(content, { level: 9 });
  if (gzip.length < content.length) await writeFile(`${file}.gz`, gzip);
}
const page = await readFile(join(dist, 'index.html'), 'utf8');
const initial = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]);
const bytes = initial.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
const kb = (count) => `${(count / 1024).toFixed(0)} kB`;
console.log(`initial script ${kb(bytes)} of at most ${kb(INITIAL_BYTES_MAX)} (brotli); everything ${kb([...sizes.values()].reduce((a, b) => a + b, 0))}`);
if (bytes === 0 || bytes > INITIAL_BYTES_MAX) {
  console.error('the initial script is too large: load pages and libraries lazily');
  process.exit(1);
}
