import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { freePort } from '../../app/platform/free-port.server.ts'

const shape = z.object({
  apiKey: z.string(),
  apiSecret: z.string(),
  masterKey: z.string(),
  linkKey: z.string(),
  carrierSecret: z.string(),
  ports: z.object({
    store: z.number(),
    app: z.number(),
    carrier: z.number(),
    partner: z.number(),
    mailbox: z.number(),
    smtp: z.number(),
    database: z.number(),
  }),
  /** Filled in once the shop is set up. */
  partner: z
    .object({
      id: z.string(),
      apiKey: z.string(),
      portalCode: z.string(),
      signingSecret: z.string(),
    })
    .nullable(),
})
/** What a demo keeps from start to start, so that links in yesterday's mail still open. */
export type Keepsake = z.infer<typeof shape>

const fileIn = (folder: string) => join(folder, 'keepsake.json')

export function keep(folder: string, keepsake: Keepsake): void {
  writeFileSync(fileIn(folder), `${JSON.stringify(keepsake, null, 2)}\n`, { mode: 0o600 })
}

/** Reads the keepsake of this folder, or makes a new one with secrets of its own and ports that are free. */
export async function openKeepsake(folder: string, firstPort: number): Promise<Keepsake> {
  mkdirSync(folder, { recursive: true })
  if (existsSync(fileIn(folder)))
    return shape.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  const store = await freePort(firstPort)
  const app = await freePort(store + 1)
  const carrier = await freePort(app + 1)
  const partner = await freePort(carrier + 1)
  const mailbox = await freePort(partner + 1)
  const smtp = await freePort(mailbox + 1)
  const keepsake: Keepsake = {
    apiKey: randomBytes(16).toString('hex'),
    apiSecret: randomBytes(24).toString('hex'),
    masterKey: randomBytes(32).toString('base64'),
    linkKey: randomBytes(32).toString('base64'),
    carrierSecret: randomBytes(24).toString('hex'),
    ports: { store, app, carrier, partner, mailbox, smtp, database: await freePort(smtp + 1) },
    partner: null,
  }
  keep(folder, keepsake)
  return keepsake
}
