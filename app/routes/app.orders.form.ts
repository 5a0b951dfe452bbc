import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { formContent } from '../journey/order-form.ts'
import { discardForm } from '../stages/intake/index.server.ts'
import {
  cancelAnswer,
  commitAnswer,
  formAnswer,
  moreTimeAnswer,
  quoteAnswer,
  saveAnswer,
} from '../wiring/form-answer.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const id = z.uuid()
const version = z.number().int().min(0)
const asks = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), id, version, content: formContent }),
  z.object({ intent: z.literal('quote'), content: formContent }),
  z.object({ intent: z.literal('commit'), id, version }),
  z.object({ intent: z.literal('look'), id }),
  z.object({ intent: z.literal('discard'), id }),
  z.object({ intent: z.literal('more_time'), id }),
  z.object({ intent: z.literal('cancel'), id }),
])

/** What the order form's page asks for while it is open; its answers are `ui/order-form/answers.ts`. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, domain, person } = await signedIn(request, 'orders.take')
  const ask = { shop, domain, by: person.handle }
  const read = asks.safeParse(await request.json().catch(() => null))
  if (!read.success)
    return Response.json(
      { kind: 'unreadable', where: read.error.issues.map(({ path }) => path.join('.')) },
      { status: 400 },
    )
  const asked = read.data
  switch (asked.intent) {
    case 'save':
      return Response.json(await saveAnswer(ask, asked.id, asked))
    case 'quote':
      return Response.json(await quoteAnswer(ask, asked.content))
    case 'commit':
      return Response.json(await commitAnswer(ask, asked.id, asked.version))
    case 'look':
      return Response.json(await formAnswer(ask, asked.id))
    case 'more_time':
      return Response.json(await moreTimeAnswer(ask, asked.id))
    case 'cancel':
      return Response.json(await cancelAnswer(ask, asked.id))
    case 'discard':
      return Response.json({ kind: 'gone', gone: await discardForm(services(), shop, asked.id) })
  }
}
