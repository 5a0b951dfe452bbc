import { z } from 'zod'
import { startPartner } from './index.ts'

const environment = z
  .object({
    PARTNER_PORT: z.coerce.number().int().default(4310),
    APP_URL: z.url(),
    PARTNER_API_KEY: z.string().startsWith('owp_'),
    PARTNER_SIGNING_SECRET: z.string().startsWith('whsec_'),
    PARTNER_ANSWER_AFTER_MS: z.coerce.number().min(1).default(30_000),
    PARTNER_REJECT_PERCENT: z.coerce.number().min(0).max(100).default(6),
    PARTNER_SEED: z.string().default('1'),
    PARTNER_STATE_FILE: z.string().optional(),
    CARRIER_URL: z.url().optional(),
    STAND_IN_CARRIER_SECRET: z.string().min(16).optional(),
  })
  .parse(process.env)

const { CARRIER_URL: url, STAND_IN_CARRIER_SECRET: carrierSecret } = environment
const running = await startPartner({
  port: environment.PARTNER_PORT,
  appUrl: environment.APP_URL,
  apiKey: environment.PARTNER_API_KEY,
  secret: environment.PARTNER_SIGNING_SECRET,
  answerAfterMs: environment.PARTNER_ANSWER_AFTER_MS,
  rejectPercent: environment.PARTNER_REJECT_PERCENT,
  seed: environment.PARTNER_SEED,
  ...(url && carrierSecret ? { carrier: { url, secret: carrierSecret } } : {}),
  ...(environment.PARTNER_STATE_FILE ? { stateFile: environment.PARTNER_STATE_FILE } : {}),
})
process.stdout.write(`partner ready ${running.url}\n`)

const stop = () => {
  running.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
