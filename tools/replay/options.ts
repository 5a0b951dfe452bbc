import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'

export const usage = `npm run replay -- FOLDER [options]
  Sends every delivery file of a folder, signed, and says what became of each.
  FOLDER        bodies (orders__create.json, orders.create.json), samples with "name" and "response",
                or files with "headers", "body" and "topic"
  --to URL      the app; default: the demo if it runs, else an app started for this run
  --secret S    signs; default: SHOPIFY_API_SECRET, or the demo's
  --shop NAME   sends all as deliveries of this shop (name.myshopify.com)
  --json        the last line of standard output is one JSON object
  Exit status 0 when every file was answered 200 and worked through, else 1.`

export interface ReplayOptions {
  readonly folder: string
  readonly to: string | null
  readonly secret: string | null
  readonly shop: string | null
  readonly json: boolean
}

/** @returns null when help was asked for. @throws Error that says what is wrong. */
export function readOptions(args: readonly string[]): ReplayOptions | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      secret: { type: 'string' },
      shop: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) throw new Error('name one folder')
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Error(`${folder} is no folder`)
  if (values.shop !== undefined && !/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(values.shop))
    throw new Error('--shop must be of the form name.myshopify.com')
  if (values.to !== undefined && !URL.canParse(values.to))
    throw new Error('--to must be an address, like http://127.0.0.1:3000')
  return {
    folder,
    to: values.to?.replace(/\/$/, '') ?? null,
    secret: values.secret ?? null,
    shop: values.shop ?? null,
    json: values.json ?? false,
  }
}
