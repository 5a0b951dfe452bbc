import { z } from 'zod'
import { staff } from '../store/staff.ts'
import { type AppVisitor, appVisitor } from '../visitors/app-visitor.ts'
import type { Keepsake } from './keepsake.ts'
import type { DemoOptions } from './options.ts'
import { until } from './progress.ts'
import type { World } from './world.ts'

export type PartnerKeys = NonNullable<Keepsake['partner']>

const home = z.object({ welcomed: z.boolean() })
const partnerPage = z.object({ places: z.array(z.object({ id: z.string(), name: z.string() })) })
const issued = z.object({ kind: z.literal('issued'), value: z.string() })

/**
 * Does what a new owner does, at the same pages: opens the app, says how orders are to be carried,
 * and adds the partner at whose place goods lie. A shop that is set up already is only opened.
 */
export async function setUpShop(
  world: Pick<World, 'addresses' | 'identity'>,
  kept: Keepsake,
  options: Pick<DemoOptions, 'once'>,
): Promise<PartnerKeys> {
  const owner = appVisitor(world.addresses.app, world.identity, { id: String(staff[0].id) })
  await until(
    'the app to have read the store',
    async () => (home.parse(await owner.look('/app')).welcomed ? true : null),
    90_000,
  )
  if (kept.partner) return kept.partner
  await sayHow(owner, options)
  await orderGoods(owner)
  return addPartner(owner, world)
}

const settingsPage = z.object({
  settings: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
  ),
})

/** Fills in the settings page: whom to contact, and surveys that go out soon enough to be watched. */
async function sayHow(owner: AppVisitor, options: Pick<DemoOptions, 'once'>): Promise<void> {
  const { settings } = settingsPage.parse(await owner.look('/app/settings'))
  const wanted = {
    ...settings,
    holidaysOf: 'IE',
    contactName: 'Maeve',
    contactEmail: 'care@harbour-and-pine.example.com',
    contactPhone: '+353 1 555 0100',
    surveyAfterHours: options.once ? 0 : 0.02,
  }
  const fields = Object.entries(wanted).flatMap(
    ([name, value]): [string, string | number | string[]][] => {
      if (typeof value === 'boolean') return value ? [[name, 'on']] : []
      if (!Array.isArray(value)) return [[name, value]]
      return [[name, name === 'workingDays' ? value.map(String) : value.join(', ')]]
    },
  )
  const answer = await owner.send('/app/settings', Object.fromEntries(fields))
  if (answer.status >= 300) throw new Error(`settings were refused: ${JSON.stringify(answer.data)}`)
}

const inboundPage = z.object({ places: z.array(z.object({ id: z.string() })).min(1) })

/** Two orders to suppliers: one that is on its way, and a draft. */
async function orderGoods(owner: AppVisitor): Promise<void> {
  const page = '/app/stock/inbound/new?index'
  const { places } = inboundPage.parse(await owner.look(page))
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const write = async (
    vendor: string,
    expectedOn: string,
    lines: readonly [string, number, string][],
  ) => {
    const saved = await owner.send(page, {
      ...{ intent: 'save', kind: 'order', number: '', vendor, place: places[0]?.id ?? '' },
      ...{ expectedOn, note: '', orderNumber: '', version: 0 },
      code: lines.map(([sku]) => sku),
      quantity: lines.map(([, pieces]) => String(pieces)),
      cost: lines.map(([, , cost]) => cost),
      lot: lines.map(() => ''),
      expiresOn: lines.map(() => ''),
    })
    if (!saved.redirect) throw new Error(`an order was refused: ${JSON.stringify(saved.data)}`)
    return new URL(saved.redirect, 'http://app').pathname
  }
  const mugs = await write('Harbour Pottery', day(2), [
    ['HP-MUG-NAVY', 48, '5.20'],
    ['HP-MUG-CREAM', 24, '5.20'],
  ])
  const ordered = await owner.send(`${mugs}?index`, { intent: 'order' })
  if (ordered.status >= 300) throw new Error(`it was not ordered: ${JSON.stringify(ordered.data)}`)
  await write('Kettle Works', day(9), [['HP-KET-RED', 12, '27.50']])
}

async function addPartner(
  owner: AppVisitor,
  world: Pick<World, 'addresses'>,
): Promise<PartnerKeys> {
  const place = await until('the partner’s place to be known', async () => {
    const { places } = partnerPage.parse(await owner.look('/app/partners/new'))
    return places.find((one) => /fulfil/i.test(one.name)) ?? null
  })
  const saved = await owner.send('/app/partners/new', {
    intent: 'save',
    name: 'Halyard Fulfilment',
    contactEmail: 'desk@halyard.example.com',
    providerKey: 'signed_api',
    endpointUrl: `${world.addresses.partner}/orderwright`,
    answerWithinMin: 240,
    active: 'on',
    locationId: place.id,
  })
  if (!saved.redirect) throw new Error(`the partner was refused: ${JSON.stringify(saved.data)}`)
  const path = new URL(saved.redirect, world.addresses.app).pathname
  const issue = async (intent: string) =>
    issued.parse((await owner.send(path, { intent })).data).value
  return {
    id: path.split('/').at(-1) ?? '',
    apiKey: await issue('api_key'),
    portalCode: await issue('portal_code'),
    signingSecret: await issue('signing_secret'),
  }
}
