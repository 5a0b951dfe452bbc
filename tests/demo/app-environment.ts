import { scopes } from './scopes.ts'

/** Where the app and everything around it listen. */
interface Around {
  readonly app: string
  readonly store: string
  readonly carrier: string
  readonly smtp: string
}
interface Secrets {
  readonly apiKey: string
  readonly apiSecret: string
  readonly masterKey: string
  readonly linkKey: string
  readonly carrierSecret: string
}

/** The environment of web and worker among the stand-ins; see docs/running.md for each variable. */
export const appEnvironment = (
  { app, store, carrier, smtp }: Around,
  secrets: Secrets,
  pace: { readonly sweepSeconds: number; readonly pollSeconds: number },
): Readonly<Record<string, string>> => ({
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: new URL(app).port,
  SHOPIFY_API_KEY: secrets.apiKey,
  SHOPIFY_API_SECRET: secrets.apiSecret,
  SHOPIFY_APP_URL: app,
  SCOPES: scopes(),
  MASTER_KEY: secrets.masterKey,
  LINK_KEY: secrets.linkKey,
  SMTP_URL: smtp,
  MAIL_FROM: 'orders@harbour-and-pine.example.com',
  STAND_IN_STORE_URL: store,
  APP_BRIDGE_URL: `${store}/app-bridge.js`,
  EXTRA_FRAME_ANCESTOR: store,
  STAND_IN_CARRIER_URL: carrier,
  STAND_IN_CARRIER_SECRET: secrets.carrierSecret,
  SWEEP_EVERY_SECONDS: String(pace.sweepSeconds),
  TRACKING_POLL_SECONDS: String(pace.pollSeconds),
  ALLOW_PRIVATE_PARTNER_ADDRESSES: 'true',
})
