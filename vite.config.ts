import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'

/** The server bundle starts at app/server.ts, so that the door and the pages share one set of modules. */
const serverEntry = (): Plugin => ({
  name: 'orderwright-server-entry',
  enforce: 'post',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { rollupOptions: { input: './app/server.ts' } } } : undefined,
})

export default defineConfig({
  plugins: [remix(remixConfig), serverEntry()],
  server: { host: '127.0.0.1' },
  build: { assetsInlineLimit: 0, sourcemap: false, chunkSizeWarningLimit: 900 },
  ssr: { noExternal: [/^@shopify\/polaris/, /^@shopify\/shopify-app-remix/] },
})
