import { z } from 'zod'
import type { AppVisitor } from '../../visitors/app-visitor.ts'
import { keepAt, type Over } from './stand-ins.ts'

export interface ReturnsDeeds {
  approved: number
  settled: number
}

const list = z.object({ returns: z.array(z.object({ id: z.string(), state: z.string() })) })
const page = z.object({
  state: z.string(),
  settling: z.boolean(),
  proposalMinor: z.string(),
  currency: z.string(),
  lines: z.array(z.object({ id: z.string(), quantity: z.number(), received: z.number() })),
})
type Page = z.infer<typeof page>

/** What the bench does next with a return in this state; null where others must act. */
function nextForm(now: Page): Record<string, string> | null {
  switch (now.state) {
    case 'requested':
      return { intent: 'approve' }
    case 'approved':
      return {
        intent: 'receive',
        ...Object.fromEntries(
          now.lines.map(({ id, quantity }) => [`count-${id}`, String(quantity)]),
        ),
      }
    case 'received':
      return {
        intent: 'inspect',
        ...Object.fromEntries(
          now.lines.flatMap(({ id, received }) => [
            [`good-${id}`, String(received)],
            [`damaged-${id}`, '0'],
            [`note-${id}`, ''],
          ]),
        ),
      }
    case 'inspected':
      return now.settling ? null : { intent: 'settle', amount: amountOf(now) }
    default:
      return null
  }
}

/** The proposed refund as the page's field has it. */
function amountOf({ proposalMinor, currency }: Page): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  const text = proposalMinor.padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Plays whoever looks after returns: approves, receives, inspects and pays back. */
export async function playReturnsBench(
  bench: AppVisitor,
  over: Over,
  deeds: ReturnsDeeds,
): Promise<void> {
  await keepAt('the returns bench', over, async () => {
    const { returns } = list.parse(await bench.look('/app/returns?index&view=open'))
    let did = false
    for (const { id } of returns) {
      const path = `/app/returns/${id}`
      const now = page.parse(await bench.look(path))
      const form = nextForm(now)
      if (!form) continue
      const answer = await bench.send(path, form)
      if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.data)}`)
      if (form['intent'] === 'approve') deeds.approved += 1
      did = true
    }
    deeds.settled = list.parse(await bench.look('/app/returns?index&view=ended')).returns.length
    return did
  })
}
