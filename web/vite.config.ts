import { fileURLToPath } from 'node:url';

import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vitest/config';

// Where `npm run dev` finds the server; it must be told to answer for the address of the pages (`public_url`).
const server = process.env.SHOUWANG_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    vue(),
    // Only what a template names gets into the bundle, together with its styles. Own components are imported by name.
    components({ dirs: [], dts: 'components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    // An inline script or an inlined file would be refused by the server's content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        // What verifies receipts is loaded only there, and after what browsers of 2020 lack has been lent to it.
        manualChunks: (id) => {
          if (/node_modules\/(vue|@vue|vue-router|openapi-fetch)\//.test(id)) return 'vue';
          return /node_modules\/@noble\/(hashes|curves)\//.exec(id)?.[1]?.replace(/^/, 'noble-');
        },
      },
    },
  },
  // The ledger publishes beside its pages, and receipts are verified without a log-in.
  server: { proxy: { '/api': server, '^/ledger/(checkpoint|keys|tile)': server, '^/verify$': server } },
  test: { include: ['tests/unit/**/*.test.ts'], environment: 'node' },
});
