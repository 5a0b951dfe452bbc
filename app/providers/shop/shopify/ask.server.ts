import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { type ShopId, shopId } from '../../../kernel/ids.ts'
import type { Log } from '../../../platform/log.server.ts'
import { metrics } from '../../../platform/metrics.server.ts'
import { inSpan } from '../../../platform/traces.server.ts'
import type { Store } from '../contract.ts'
import type { Budget } from './budget.server.ts'
import { StoreRefused, throttled, unavailable } from './faults.ts'
import { type Operation, readData } from './operation.ts'
import { type Answer, readAnswer } from './read-answer.ts'
import { graphqlUrl, post } from './send.server.ts'
import type { Done } from './shapes.ts'
import type { Tokens } from './token.server.ts'

export interface AskDeps {
  readonly pool: Pool
  readonly log: Log
  readonly budget: Budget
  readonly tokens: Tokens
  /** How long a call waits for the store's query budget before it is left to a later try. */
  readonly patienceMs: number
  /** How long the store may take to answer; 20 s when not given. */
  readonly timeoutMs?: number | undefined
}

/** Sends an operation to a store and reads its answer. */
export type Ask = <Input, Data>(
  store: Store,
  asked: Operation<Input, Data>,
  input: Input,
) => Promise<Data>

/** Throttled calls did nothing, so they are sent again; this often at most. */
const mostSends = 5

/**
 * @throws ProviderThrottled, ProviderUnavailable, ProviderRefused, ProviderAnswerUnreadable: see `readAnswer`. After a
 * 401 the token is refreshed once; nothing but a throttled or unauthorized call is sent twice.
 */
export function openAsk({ pool, log, budget, tokens, patienceMs, timeoutMs }: AskDeps): Ask {
  const shopIds = new Map<string, ShopId>()

  async function idOf(domain: string): Promise<ShopId> {
    const known = shopIds.get(domain)
    if (known) return known
    const { rows } = await pool.query<{ id: string }>('select id from shop where domain = $1', [
      domain,
    ])
    const [row] = rows
    if (!row) throw new StoreRefused([`The app is not installed at ${domain}`], ['NOT_CONNECTED'])
    const id = shopId(row.id)
    shopIds.set(domain, id)
    return id
  }

  async function once<Input>(
    shop: ShopId,
    store: Store,
    asked: Operation<Input, unknown>,
    sent: { readonly input: Input; readonly token: string; readonly patienceMs: number },
  ): Promise<Answer> {
    const urgency = store.urgency ?? asked.urgency ?? 'normal'
    const taken = await budget.take(shop, asked.name, urgency, sent.patienceMs)
    const answer = await counted(asked.name, async () => {
      const received = await post(
        graphqlUrl(store.domain),
        { query: asked.text, variables: asked.variables(sent.input), operationName: asked.name },
        { 'x-shopify-access-token': sent.token },
        timeoutMs,
      )
      return readAnswer(asked.name, received)
    })
    if (answer.kind !== 'unauthorized' && answer.cost)
      await budget.settle(shop, asked.name, taken, answer.cost)
    return answer
  }

  return async (store, asked, input) => {
    const shop = await idOf(store.domain)
    const until = Date.now() + patienceMs
    let refused: string | undefined
    for (let sends = 1; ; sends += 1) {
      const token = await tokens.of(shop, store.domain, refused)
      const left = Math.max(0, until - Date.now())
      const answer = await once(shop, store, asked, { input, token, patienceMs: left })
      if (answer.kind === 'data') return readData(asked, answer.data)
      if (answer.kind === 'unauthorized') {
        if (refused !== undefined)
          throw unavailable(`${asked.name}: the store takes neither the old nor the new token`)
        refused = token
        continue
      }
      log.debug({ shop, operation: asked.name, waitMs: answer.waitMs }, 'store throttled')
      if (sends >= mostSends || Date.now() + answer.waitMs > until)
        throw throttled(`${asked.name}: throttled`, answer.waitMs)
      await sleep(answer.waitMs + Math.random() * 100)
    }
  }
}

/** Counts how a call ended, for those who watch the app from outside, and makes it a part of its trace. */
async function counted(operation: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await inSpan(
      { name: 'call store', kind: 'call', told: { operation } },
      async (tell) => {
        const got = await call()
        tell({ ended: got.kind })
        return got
      },
    )
    metrics.storeCalled(answer.kind === 'unauthorized' ? 'failed' : answer.kind)
    return answer
  } catch (fault) {
    metrics.storeCalled('failed')
    throw fault
  }
}

/** The store's own trouble, or the same change under way in another call: it may pass. */
const passing = new Set(['IDEMPOTENCY_CONCURRENT_REQUEST', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'])

/**
 * A change: like `ask`, and the store's userErrors are a refusal.
 * @throws ProviderRefused with the store's words, and their codes (`StoreRefused`).
 */
export async function change<Input, Data extends Done>(
  ask: Ask,
  store: Store,
  asked: Operation<Input, Data>,
  input: Input,
): Promise<Data['done']> {
  const { done } = await ask(store, asked, input)
  if (done.userErrors.length === 0) return done
  const words = done.userErrors.map((error) => error.message)
  const codes = done.userErrors.flatMap((error) => error.code ?? [])
  if (codes.some((code) => passing.has(code)))
    throw unavailable(`${asked.name}: ${words.join('; ')}`)
  throw new StoreRefused(words, codes)
}
