import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

/** Node strips types and no JSX: a room's letters are turned into plain JavaScript when a bench opens the room. */
export const readTsx = () =>
  registerHooks({
    load(url, context, next) {
      if (!url.endsWith('.tsx')) return next(url, context)
      const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
        ...{ loader: 'tsx', format: 'esm', jsx: 'automatic', sourcefile: url },
      })
      return { format: 'module', source: code, shortCircuit: true }
    },
  })
