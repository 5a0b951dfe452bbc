/** Control of a shop as a whole: the app in it, faults, limits, counts, the post office. */
import { act } from '../act.ts'
import { counts } from '../counts.ts'
import type { Bucket } from '../graphql/bucket.ts'
import { BadRequest, json, type Route, type RouteContext } from '../http.ts'
import { install } from '../oauth.ts'
import { strikesOf } from '../strikes.ts'
import { expireAccess, issueToken, revokeAll } from '../tokens.ts'
import {
  type ComplianceTopic,
  complianceBody,
  complianceTopics,
} from '../webhooks/compliance-body.ts'
import type { Outbox } from '../webhooks/outbox.ts'
import { shopBody } from '../webhooks/shop-body.ts'
import type { World } from '../world.ts'
import { amount, orderOf, text, told, wholeNumber, worldOf } from './read.ts'

export interface ShopControl {
  readonly outbox: Outbox
  bucketOf(world: World): Bucket
}

function uninstall(context: RouteContext) {
  const world = worldOf(context)
  act(world, (acting) => {
    world.cells.install = {
      ...world.cells.install,
      installed: false,
      uninstalledAt: acting.at,
    }
    revokeAll(world)
    acting.tell('app/uninstalled', () => shopBody(world))
  })
  return json(world.cells.install)
}

function setFaults(context: RouteContext) {
  const world = worldOf(context)
  const body = told(context)
  const { webhooks, api } = world.cells.faults
  const part = (name: 'webhooks' | 'api') => {
    const given = body[name] ?? {}
    if (typeof given !== 'object') throw new BadRequest(`"${name}" must be an object`)
    const known = Object.keys(world.cells.faults[name])
    const unknown = Object.keys(given ?? {}).find((key) => !known.includes(key))
    if (unknown !== undefined) {
      throw new BadRequest(`no fault "${unknown}" among ${name}; there are: ${known.join(', ')}`)
    }
    return Object.fromEntries(Object.entries(given ?? {}))
  }
  const [hooks, calls] = [part('webhooks'), part('api')]
  world.cells.faults = {
    webhooks: {
      drop: amount(hooks, 'drop', webhooks.drop),
      duplicate: amount(hooks, 'duplicate', webhooks.duplicate),
      delayMs: amount(hooks, 'delayMs', webhooks.delayMs),
      reorder: amount(hooks, 'reorder', webhooks.reorder),
    },
    api: {
      error429: amount(calls, 'error429', api.error429),
      error5xx: amount(calls, 'error5xx', api.error5xx),
      throttled: amount(calls, 'throttled', api.throttled),
      timeoutAfterWork: amount(calls, 'timeoutAfterWork', api.timeoutAfterWork),
      hangMs: amount(calls, 'hangMs', api.hangMs),
    },
  }
  world.changed()
  return json(world.cells.faults)
}

const isCompliance = (topic: string): topic is ComplianceTopic =>
  complianceTopics.some((known) => known === topic)

function compliance(context: RouteContext) {
  const world = worldOf(context)
  const body = told(context)
  const topic = text(body, 'topic', null) ?? ''
  if (!isCompliance(topic)) {
    throw new BadRequest(`"topic" must be one of: ${complianceTopics.join(', ')}`)
  }
  const named = text(body, 'order', null)
  const order =
    named === null
      ? null
      : orderOf(world, { ...context, params: { ...context.params, order: named } })
  act(world, (acting) => acting.tell(topic, () => complianceBody(world, topic, order)))
  return json({ sent: topic })
}

function giveToken(context: RouteContext) {
  const world = worldOf(context)
  const body = told(context)
  const seconds = body['expiresIn']
  install(world)
  const token = issueToken(world, {
    kind: 'offline',
    userId: null,
    expiring: seconds !== undefined,
    ...(seconds !== undefined && { expiresIn: wholeNumber(body, 'expiresIn') }),
  })
  return json(token, 201)
}

export function shopControl({ outbox, bucketOf }: ShopControl): readonly Route[] {
  const post = (name: string, handle: Route['handle']): Route => ({
    method: 'POST',
    pattern: `/control/:shop/${name}`,
    handle,
  })
  return [
    {
      method: 'GET',
      pattern: '/control',
      handle: ({ store }) => json({ shops: [...store.worlds.keys()], appUrl: store.appUrl }),
    },
    {
      method: 'GET',
      pattern: '/control/:shop/counts',
      handle: (context) => json(counts(worldOf(context))),
    },
    {
      method: 'GET',
      pattern: '/control/:shop/webhooks',
      handle: (context) => json(outbox.state(worldOf(context))),
    },
    {
      method: 'GET',
      pattern: '/control/:shop/bucket',
      handle: (context) => {
        const bucket = bucketOf(worldOf(context))
        return json({ ...bucket.status(), ...bucket.counts() })
      },
    },
    {
      method: 'GET',
      pattern: '/control/:shop/faults',
      handle: (context) => {
        const world = worldOf(context)
        return json({ ...world.cells.faults, had: strikesOf(world) })
      },
    },
    post('webhooks/hurry', (context) => {
      const world = worldOf(context)
      outbox.hurry(world)
      return json(outbox.state(world))
    }),
    post('install', (context) => {
      const world = worldOf(context)
      install(world)
      return json(world.cells.install)
    }),
    post('uninstall', uninstall),
    post('faults', setFaults),
    post('bucket', (context) => {
      const world = worldOf(context)
      const body = told(context)
      const { maximum, restoreRate } = world.cells.bucket
      world.cells.bucket = {
        maximum: amount(body, 'maximum', maximum),
        restoreRate: amount(body, 'restoreRate', restoreRate),
      }
      return json(bucketOf(world).status())
    }),
    post('compliance', compliance),
    post('token', giveToken),
    post('tokens/expire', (context) => {
      expireAccess(worldOf(context))
      return json({ expired: true })
    }),
    post('id-token', (context) => {
      const { domain: shop } = worldOf(context).shop
      const user = wholeNumber(told(context), 'user', 1)
      return json({ idToken: context.store.idToken({ shop, user }) })
    }),
  ]
}
