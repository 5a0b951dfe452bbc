import { z } from 'zod'
import type { Deed } from '../journey/permissions.ts'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import { showMoney } from '../kernel/money.ts'
import {
  carryGoods,
  decideAboutCount,
  inspectGoods,
  nameUnknown,
  readTask,
  submitCount,
} from '../stages/stock/index.server.ts'
import { listPeople } from './people.server.ts'
import { services } from './services.server.ts'
import type { Person } from './signed-in.server.ts'
import { carryWords, countOutcomeWords, countWords, decideWords } from './stock-words.ts'

/**
 * A task of the floor as a page shows it, in the admin and on the floor.
 * @param by who looks: a bin is not counted twice by the same person.
 * @throws Response 404 when there is none.
 */
export async function taskScreen(shop: ShopId, id: string, by: string) {
  const open = services()
  const view = isUuid(id) ? await readTask(open, shop, id) : null
  if (!view) throw new Response(null, { status: 404 })
  const { currency } = await open.db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { currency: true },
  })
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const nameOf = (handle: string) => names.get(handle) ?? handle
  const { dueAt: _, doneAt: __, doneBy, ...task } = view.task
  return {
    ...{ stamp: Date.now(), codes: view.codes, serials: view.serials, imageUrl: view.imageUrl },
    task: { ...task, doneBy: doneBy && nameOf(doneBy) },
    suggestions: view.suggestions,
    countedByYou: view.countedBy.includes(by),
    counts: view.counts.map(({ lines, at, valueMinor, ...count }) => ({
      ...count,
      ...{ by: nameOf(count.by), at: at.toISOString() },
      value: showMoney({ minor: BigInt(valueMinor), currency }),
      lines: lines.filter((line) => line.found !== line.ledger),
    })),
  }
}

const key = z.string().regex(/^task:[0-9a-f-]{36}$/)
const pieces = z.coerce.number().int().min(0).max(100_000)
const code = z.string().trim().max(200)
const found = z
  .array(
    z.object({
      code: z.string().trim().min(1).max(200),
      quantity: z.number().int().min(0).max(1_000_000),
      lot: z.string().trim().max(60),
      serial: z.string().trim().max(120),
    }),
  )
  .max(1_000)
const forms = z.discriminatedUnion('intent', [
  z.object({
    ...{ intent: z.literal('carry'), key, from: code, item: code, to: code },
    quantity: z.coerce.number().int().min(1).max(100_000),
  }),
  z.object({
    intent: z.literal('count'),
    found: z.string().transform((text, context) => {
      const read = z.json().safeParse(parsed(text))
      const lines = found.safeParse(read.data)
      if (lines.success) return lines.data
      context.addIssue('no list of what was found')
      return z.NEVER
    }),
  }),
  z.object({ intent: z.literal('inspect'), key, good: pieces, bad: pieces }),
  z.object({ intent: z.literal('decide'), choice: z.enum(['book', 'keep']) }),
  z.object({ intent: z.literal('name'), code: z.string().trim().min(1).max(200) }),
  z.object({ intent: z.literal('send_back') }),
])
type Form = z.infer<typeof forms>

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw fault
  }
}

/** What a form of this page needs. */
export const taskDeed = (intent: unknown): Deed => {
  if (intent === 'decide') return 'stock.approve'
  return intent === 'name' || intent === 'send_back' ? 'stock.order' : 'stock.book'
}

/**
 * Does what somebody at a task sent, and answers what became of it with the screen as it stands now.
 * @returns status 409: refused, in words.
 */
export async function taskAction(form: FormData, shop: ShopId, id: string, person: Person) {
  const read = forms.safeParse(Object.fromEntries(form))
  if (!read.success || !isUuid(id))
    return { status: 400, body: { ok: false, words: 'This form is not complete' } }
  const answer = await carryOut(shop, id, person, read.data)
  const screen = await taskScreen(shop, id, person.handle)
  return { status: answer.ok ? 200 : 409, body: { ...answer, screen } }
}

interface Answer {
  readonly ok: boolean
  readonly words: string
}

async function carryOut(
  shop: ShopId,
  taskId: string,
  { handle: by, role }: Person,
  form: Form,
): Promise<Answer> {
  const open = services()
  switch (form.intent) {
    case 'carry': {
      const { from: fromCode, item: itemCode, to: toCode, ...rest } = form
      const what = { ...rest, taskId, by, fromCode, itemCode, toCode }
      const put = await carryGoods(open, shop, what)
      if (!put.ok) return { ok: false, words: carryWords(put.refusal) }
      return { ok: true, words: put.value === 'more' ? 'Put there. Go on' : 'All put there' }
    }
    case 'count': {
      const counted = await submitCount(open, shop, { taskId, by, found: form.found })
      return counted.ok
        ? { ok: true, words: countOutcomeWords[counted.value] }
        : { ok: false, words: countWords(counted.refusal) }
    }
    case 'inspect':
      return inspected(shop, { ...form, taskId, by })
    case 'decide':
      return decided(shop, { taskId, by, role, choice: form.choice })
    case 'name':
      return named(shop, { taskId, by, code: form.code })
    case 'send_back':
      return named(shop, { taskId, by, code: null })
  }
}

async function inspected(shop: ShopId, what: Parameters<typeof inspectGoods>[2]): Promise<Answer> {
  const looked = await inspectGoods(services(), shop, what)
  if (looked.ok) return { ok: true, words: 'Noted' }
  const { refusal } = looked
  const words =
    refusal.kind === 'too_many' ? `There are ${refusal.left} to look at` : 'This is done already'
  return { ok: false, words }
}

async function named(shop: ShopId, what: Parameters<typeof nameUnknown>[2]): Promise<Answer> {
  const answer = await nameUnknown(services(), shop, what)
  if (answer.ok)
    return { ok: true, words: what.code === null ? 'They go back' : 'Booked, to be put away' }
  const isUnknown = answer.refusal.kind === 'unknown_code'
  return { ok: false, words: isUnknown ? `Nobody knows ${what.code}` : 'Done already' }
}

async function decided(
  shop: ShopId,
  what: Parameters<typeof decideAboutCount>[2],
): Promise<Answer> {
  const answer = await decideAboutCount(services(), shop, what)
  if (answer.ok)
    return {
      ok: true,
      words: answer.value === 'booked' ? 'The ledger says what was counted' : 'The ledger stays',
    }
  const { currency } = await services().db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { currency: true },
  })
  return { ok: false, words: decideWords(answer.refusal, currency) }
}
