import { redirect } from '@remix-run/node'
import {
  endSessions,
  liveSession,
  openSession,
  sessionHours,
} from '../../journey/door-sessions.server.ts'
import type { Deed } from '../../journey/permissions.ts'
import { isUuid, type ShopId, shopId } from '../../kernel/ids.ts'
import { actAs } from '../../platform/acting.server.ts'
import { withShop } from '../../platform/db.server.ts'
import { readToken, signToken } from '../../platform/signed-token.server.ts'
import { cookieName } from '../cookie-name.ts'
import { services } from '../services.server.ts'
import { type Person, refuseUnlessMay } from '../signed-in.server.ts'
import { type FloorPerson, floorPerson } from './sign-in.server.ts'

const named = (name: string) => cookieName(name, services().config.SHOPIFY_APP_URL)
const deviceCookie = () => named('orderwright_device')
const personCookie = () => named('orderwright_floor')

export interface FloorDevice {
  readonly shop: ShopId
  readonly device: string
  readonly name: string
  readonly shopName: string
}

export interface OnFloor extends FloorDevice {
  readonly person: Person & { readonly id: string }
}

/**
 * Who asks on the floor, for every page and file below /floor; the first line of each loader and action.
 * Device and person are read from the database each time: whoever was revoked is out with the next request.
 * @throws Response: to pairing or signing in (401 for `json` callers); 403 as `signedIn`, or for a form of another site.
 */
export async function onFloor(
  request: Request,
  deed: Deed,
  how: { readonly json: boolean } = { json: false },
): Promise<OnFloor> {
  if (request.method !== 'GET') mustBeOurForm(request)
  const at = await pairedDevice(request)
  if (!at) throw away(how.json, 'not_paired', '/floor/pair')
  const person = await personOfSession(request, at)
  if (!person) throw away(how.json, 'signed_out', '/floor/sign-in')
  actAs(person.handle)
  refuseUnlessMay(person, deed)
  return { ...at, person }
}

/** Who is at the device, for pages that open to everybody there: pairing and signing in. */
export async function atDevice(request: Request): Promise<{
  readonly device: FloorDevice | null
  readonly person: FloorPerson | null
}> {
  const device = await pairedDevice(request)
  return { device, person: device && (await personOfSession(request, device)) }
}

const away = (json: boolean, kind: string, to: string): Response =>
  json ? Response.json({ kind }, { status: 401 }) : redirect(to)

const seenEveryMs = 300_000

/** The device that asks, when an owner paired it and nobody revoked it. */
async function pairedDevice(request: Request): Promise<FloorDevice | null> {
  const { db, linkKey } = services()
  const [raw = '', device = ''] = (
    readToken(linkKey, 'floor-device', cookie(request, deviceCookie())) ?? ''
  ).split('.')
  if (!isUuid(raw) || !isUuid(device)) return null
  const shop = shopId(raw)
  const known = await db.shop.findUnique({
    where: { id: shop },
    select: { name: true, domain: true, uninstalledAt: true },
  })
  if (!known || known.uninstalledAt) return null
  const row = await withShop(db, shop, async (tx) => {
    const found = await tx.floorDevice.findFirst({
      where: { shopId: shop, id: device, pairedAt: { not: null }, revokedAt: null },
      select: { name: true, seenAt: true },
    })
    if (found && Date.now() - (found.seenAt?.getTime() ?? 0) > seenEveryMs)
      await tx.floorDevice.updateMany({
        where: { shopId: shop, id: device },
        data: { seenAt: new Date() },
      })
    return found
  })
  return row && { shop, device, name: row.name, shopName: known.name || known.domain }
}

async function personOfSession(request: Request, at: FloorDevice): Promise<FloorPerson | null> {
  const id = sessionNamed(request)
  const open = id && (await withShop(services().db, at.shop, (tx) => liveSession(tx, 'floor', id)))
  if (!open || open.at !== at.device) return null
  const found = await floorPerson(services(), at.shop, open.who)
  return found && String(found.mark) === open.mark ? found : null
}

/** The session that a cookie names, of whatever shop; null when it is changed or cut. */
function sessionNamed(request: Request): string | null {
  const id = readToken(services().linkKey, 'floor-shift', cookie(request, personCookie())) ?? ''
  return isUuid(id) ? id : null
}

/** @throws Response 403 when a form does not come from a page of this app. */
export function mustBeOurForm(request: Request): void {
  const origin = request.headers.get('origin')
  const ours = [new URL(services().config.SHOPIFY_APP_URL).origin, new URL(request.url).origin]
  if (origin === null || !ours.includes(origin))
    throw new Response('This was not sent from the floor app.', { status: 403 })
}

function cookie(request: Request, name: string): string {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/)
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

/** Of the whole address: the data of /floor itself is asked for at /floor.data, which no path of /floor covers. */
const attributes = () => {
  const secure = services().config.SHOPIFY_APP_URL.startsWith('https:') ? '; Secure' : ''
  return `; Path=/; HttpOnly; SameSite=Strict${secure}`
}

/** Keeps a device paired for a year; it is worth nothing once it was revoked. */
export const pairedCookie = (at: { readonly shop: ShopId; readonly device: string }) => {
  const token = signToken(services().linkKey, 'floor-device', `${at.shop}.${at.device}`)
  return `${deviceCookie()}=${token}${attributes()}; Max-Age=${365 * 86_400}`
}

/** Keeps a person signed in at a device. @returns the cookie. */
export async function openFloorSession(
  at: Pick<FloorDevice, 'shop' | 'device'>,
  person: Pick<FloorPerson, 'id' | 'mark'>,
): Promise<string> {
  const { db, linkKey } = services()
  const session = { who: person.id, at: at.device, mark: String(person.mark) } as const
  const id = await withShop(db, at.shop, (tx) => openSession(tx, { door: 'floor', ...session }))
  const token = signToken(linkKey, 'floor-shift', id)
  return `${personCookie()}=${token}${attributes()}; Max-Age=${sessionHours.floor.most * 3600}`
}

/** Ends the session of whoever asks. @returns the cookie that forgets it. */
export async function endFloorSession(request: Request): Promise<string> {
  const { device, person } = await atDevice(request)
  const id = sessionNamed(request)
  if (person) actAs(person.handle)
  if (device && id)
    await withShop(services().db, device.shop, (tx) => endSessions(tx, 'floor', { id }))
  return `${personCookie()}=${attributes()}; Max-Age=0`
}

/** A path on the floor to go on to after signing in, as browsers write one; anything else becomes its first page. */
export const onTheFloor = (raw: unknown): string =>
  typeof raw === 'string' && /^\/floor(?:[/?][!-[\]-~]*)?$/.test(raw) ? raw : '/floor'
