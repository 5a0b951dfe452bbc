import { type Logger, pino } from 'pino'

export type Log = Logger

/** Fields that could carry personal data or secrets are cut out, wherever they stand. */
const secrets = [
  'accessToken',
  'token',
  'email',
  'phone',
  'address',
  'shipTo',
  'secret',
  'password',
  'authorization',
]
const redact = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** One JSON object a line, to standard output or a file. Lines carry shop, order or shipment, job and code; never names, addresses or tokens. */
export const openLog = (level: string, name: string, file?: string): Log =>
  pino(
    { level, name, base: { process: name }, redact, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(file ?? 1),
  )
