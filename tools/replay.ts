import { signDelivery } from '../app/stages/intake/index.server.ts'
import { type DeliveryFile, deliveryFiles } from './replay/delivery-file.ts'
import { readOptions, usage } from './replay/options.ts'
import { type Ended, type Outcomes, openOutcomes } from './replay/outcomes.ts'
import { openTarget, type Target } from './replay/target.ts'

/**
 * `npm run replay -- FOLDER [--json]`: sends every delivery file of a folder to the running app, or to
 * one started for the run, and prints a line each: file, topic, HTTP status, what became of it.
 */
interface Line {
  readonly file: string
  readonly topic: string
  readonly status: number
  /** done, ignored, dead, waiting; `refused` when the door said no; `unknown` without a database to look in. */
  readonly state: string
  readonly outcome: string
}

interface Sent {
  readonly delivery: DeliveryFile
  readonly status: number
  readonly words: string
  /** What became of it in an earlier run: the same delivery is worked through once. */
  readonly before: Ended | null
}

/** How long the app may take to work through all that was sent. */
const patienceMs = 60_000

async function send(
  target: Target,
  outcomes: Outcomes | null,
  delivery: DeliveryFile,
): Promise<Sent> {
  const before = (await outcomes?.read(delivery)) ?? null
  const signature = signDelivery(target.secret, delivery.body)
  const answer = await fetch(`${target.url}/webhooks`, {
    method: 'POST',
    headers: { ...delivery.headers, 'x-shopify-hmac-sha256': signature },
    body: new Uint8Array(delivery.body),
    signal: AbortSignal.timeout(30_000),
  })
  return { delivery, status: answer.status, words: (await answer.text()).trim(), before }
}

async function lineOf(sent: Sent, outcomes: Outcomes | null, until: number): Promise<Line> {
  const { delivery, status, words, before } = sent
  const line = { file: delivery.file, topic: delivery.topic, status }
  if (status !== 200) return { ...line, state: 'refused', outcome: words }
  if (before) return { ...line, state: before.state, outcome: `seen before: ${before.outcome}` }
  if (!outcomes) return { ...line, state: 'unknown', outcome: 'taken; no database to look in' }
  for (;;) {
    const ended = await outcomes.read(delivery)
    if (ended) return { ...line, ...ended }
    if (Date.now() > until)
      return { ...line, state: 'waiting', outcome: 'taken, not worked through yet' }
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

/** What needs no mark: done, and `ignored: …`, which says so itself. */
const isPlain = (state: string) => state === 'done' || state === 'ignored'

const show = ({ file, topic, status, state, outcome }: Line, width: number): string =>
  `${file.padEnd(width)}  ${topic.padEnd(52)}  ${status}  ${isPlain(state) ? '' : `[${state}] `}${outcome}`

async function replay(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (options === null) {
    console.log(usage)
    return 0
  }
  const deliveries = deliveryFiles(options.folder, options.shop)
  if (deliveries.length === 0) throw new Error(`${options.folder} holds no delivery files`)
  const target = await openTarget(options)
  const outcomes = target.databaseUrl ? openOutcomes(target.databaseUrl, target.secret) : null
  try {
    console.log(`sending ${deliveries.length} files to ${target.name}`)
    const all: Sent[] = []
    for (const delivery of deliveries) all.push(await send(target, outcomes, delivery))
    await target.workThrough()
    const width = Math.max(...deliveries.map(({ file }) => file.length))
    const lines: Line[] = []
    for (const sent of all) {
      const line = await lineOf(sent, outcomes, Date.now() + patienceMs)
      lines.push(line)
      console.log(show(line, width))
    }
    return summary(lines, options.json)
  } finally {
    await outcomes?.close()
    await target.stop()
  }
}

function summary(lines: readonly Line[], json: boolean): number {
  const count = (is: (line: Line) => boolean) => lines.filter(is).length
  const sums = {
    files: lines.length,
    answered200: count(({ status }) => status === 200),
    done: count(({ state }) => state === 'done'),
    ignored: count(({ state }) => state === 'ignored'),
    dead: count(({ state }) => state === 'dead'),
    refused: count(({ state }) => state === 'refused'),
    waiting: count(({ state }) => state === 'waiting'),
    unknown: count(({ state }) => state === 'unknown'),
  }
  console.log(
    json
      ? JSON.stringify({ ...sums, deliveries: lines })
      : Object.entries(sums)
          .map(([what, many]) => `${many} ${what}`)
          .join(', '),
  )
  return sums.answered200 === lines.length && sums.dead === 0 && sums.waiting === 0 ? 0 : 1
}

try {
  process.exit(await replay(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exit(2)
}
