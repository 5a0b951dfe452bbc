import { join } from 'node:path'
import type { Keepsake } from './keepsake.ts'

export const shopDomain = 'orderwright-demo.myshopify.com'

/** How fast the world outside moves: slow enough to watch, or as fast as it goes. */
export interface Pace {
  readonly carrierEventMs: number
  readonly partnerAnswerMs: number
  readonly sweepSeconds: number
  readonly pollSeconds: number
}
export const watchable: Pace = {
  carrierEventMs: 25_000,
  partnerAnswerMs: 30_000,
  sweepSeconds: 60,
  pollSeconds: 60,
}
export const rushed: Pace = {
  carrierEventMs: 700,
  partnerAnswerMs: 400,
  sweepSeconds: 10,
  pollSeconds: 5,
}

export interface Addresses {
  readonly store: string
  readonly app: string
  readonly carrier: string
  readonly partner: string
  readonly mailbox: string
  readonly smtp: string
}

const at = (port: number) => `http://127.0.0.1:${port}`

export const addressesOf = ({ ports }: Pick<Keepsake, 'ports'>): Addresses => ({
  store: at(ports.store),
  app: at(ports.app),
  carrier: at(ports.carrier),
  partner: at(ports.partner),
  mailbox: at(ports.mailbox),
  smtp: `smtp://127.0.0.1:${ports.smtp}`,
})

/** A process to start, and where it answers once it is up. */
export interface Planned {
  readonly name: string
  readonly script: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly url: string | null
}

export interface StandInWorld {
  /** What the stand-ins keep lies here. */
  readonly folder: string
  readonly kept: Keepsake
  readonly seed: number
  readonly pace: Pace
}

/** Store, mailbox and carrier; the partner comes later, once it has its keys. */
export function standInPlans({ folder, kept, seed, pace }: StandInWorld): readonly Planned[] {
  const addresses = addressesOf(kept)
  return [
    {
      name: 'store',
      script: [
        'tests/store/main.ts',
        ...['--port', String(kept.ports.store), '--app-url', addresses.app],
        ...['--api-key', kept.apiKey, '--api-secret', kept.apiSecret],
        ...['--state', join(folder, 'store.json'), '--seed', String(seed)],
        ...['--shop', shopDomain, '--retry-factor', '0.02'],
      ],
      env: {},
      url: addresses.store,
    },
    {
      name: 'mailbox',
      script: ['tests/mailbox/main.ts'],
      env: {
        MAILBOX_SMTP_PORT: String(kept.ports.smtp),
        MAILBOX_HTTP_PORT: String(kept.ports.mailbox),
        MAILBOX_FILE: join(folder, 'mailbox.json'),
      },
      url: addresses.mailbox,
    },
    {
      name: 'carrier',
      script: ['tests/carrier/main.ts'],
      env: {
        CARRIER_PORT: String(kept.ports.carrier),
        APP_URL: addresses.app,
        STAND_IN_CARRIER_SECRET: kept.carrierSecret,
        CARRIER_EVENT_EVERY_MS: String(pace.carrierEventMs),
        CARRIER_SEED: String(seed),
        CARRIER_STATE_FILE: join(folder, 'carrier.json'),
      },
      url: addresses.carrier,
    },
  ]
}

export function partnerPlan(
  { folder, kept, seed, pace }: StandInWorld,
  keys: { readonly apiKey: string; readonly signingSecret: string },
): Planned {
  const addresses = addressesOf(kept)
  return {
    name: 'partner',
    script: ['tests/partner/main.ts'],
    env: {
      PARTNER_PORT: String(kept.ports.partner),
      APP_URL: addresses.app,
      PARTNER_API_KEY: keys.apiKey,
      PARTNER_SIGNING_SECRET: keys.signingSecret,
      PARTNER_ANSWER_AFTER_MS: String(pace.partnerAnswerMs),
      PARTNER_SEED: String(seed),
      PARTNER_STATE_FILE: join(folder, 'partner.json'),
      CARRIER_URL: addresses.carrier,
      STAND_IN_CARRIER_SECRET: kept.carrierSecret,
    },
    url: addresses.partner,
  }
}
