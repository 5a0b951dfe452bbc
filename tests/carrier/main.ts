import { z } from 'zod'
import { startCarrier } from './index.ts'

const environment = z
  .object({
    CARRIER_PORT: z.coerce.number().int().default(4300),
    APP_URL: z.url(),
    STAND_IN_CARRIER_SECRET: z.string().min(16),
    CARRIER_EVENT_EVERY_MS: z.coerce.number().min(1).default(20_000),
    CARRIER_SEED: z.string().default('1'),
    CARRIER_STATE_FILE: z.string().optional(),
  })
  .parse(process.env)

const running = await startCarrier({
  port: environment.CARRIER_PORT,
  appUrl: environment.APP_URL,
  secret: environment.STAND_IN_CARRIER_SECRET,
  eventEveryMs: environment.CARRIER_EVENT_EVERY_MS,
  seed: environment.CARRIER_SEED,
  ...(environment.CARRIER_STATE_FILE ? { stateFile: environment.CARRIER_STATE_FILE } : {}),
})
process.stdout.write(`carrier ready ${running.url}\n`)

const stop = () => {
  running.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
