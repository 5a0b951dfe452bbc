import { createHash, randomBytes } from 'node:crypto'
import { endSessions } from '../../journey/door-sessions.server.ts'
import { distributeOrder } from '../../journey/jobs.ts'
import { isUuid, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { type CredentialKind, writeCredential } from './credentials.ts'
import type { HandoffDeps } from './deps.server.ts'
import { type PartnerForm, type PartnerProblems, problemsOf } from './partner-form.ts'

export type PartnerRefusal =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'bad_form'; readonly problems: PartnerProblems }

export const secretHash = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(secret).digest())

/**
 * Makes a partner, or changes one.
 * @param id null for a new one. @returns its id.
 */
export async function savePartner(
  deps: Pick<HandoffDeps, 'db' | 'partners' | 'config'>,
  shop: ShopId,
  id: string | null,
  form: PartnerForm,
): Promise<Outcome<string, PartnerRefusal>> {
  if (id !== null && !isUuid(id)) return refuse({ kind: 'not_found' })
  const problems = problemsOf(form, {
    providerKeys: deps.partners.keys,
    allowPlainHttp: deps.config.ALLOW_PRIVATE_PARTNER_ADDRESSES,
  })
  return withShop(deps.db, shop, async (tx) => {
    const namesake = await tx.partner.findUnique({
      where: { shopId_name: { shopId: shop, name: form.name } },
      select: { id: true },
    })
    const all: PartnerProblems =
      namesake && namesake.id !== id
        ? { ...problems, name: 'another partner has this name' }
        : problems
    if (Object.keys(all).length > 0) return refuse({ kind: 'bad_form', problems: all })
    const data = {
      name: form.name,
      contactEmail: form.contactEmail,
      providerKey: form.providerKey,
      endpointUrl: form.endpointUrl || null,
      answerWithinMin: form.answerWithinMin,
      active: form.active,
    }
    const saved = await writeRow(tx, id, data)
    if (saved === null) return refuse({ kind: 'not_found' })
    if (!form.active) await endSessions(tx, 'portal', { who: saved })
    await linkPlace(tx, saved, form.locationId)
    return accept(saved)
  })
}

async function writeRow(
  tx: ShopTx,
  id: string | null,
  data: {
    name: string
    contactEmail: string
    providerKey: string
    endpointUrl: string | null
    answerWithinMin: number
    active: boolean
  },
): Promise<string | null> {
  if (id === null) {
    const row = await tx.partner.create({
      data: { shopId: tx.shopId, ...data },
      select: { id: true },
    })
    return row.id
  }
  const { count } = await tx.partner.updateMany({ where: { shopId: tx.shopId, id }, data })
  return count === 1 ? id : null
}

/** A partner has one place of the store, or none; a place has one partner. */
async function linkPlace(tx: ShopTx, partnerId: string, locationId: string | null) {
  await tx.location.updateMany({
    where: { shopId: tx.shopId, partnerId, ...(locationId ? { id: { not: locationId } } : {}) },
    data: { partnerId: null },
  })
  if (!locationId) return
  const { count } = await tx.location.updateMany({
    where: { shopId: tx.shopId, id: locationId, partnerId: { not: partnerId } },
    data: { partnerId },
  })
  const { count: fresh } = await tx.location.updateMany({
    where: { shopId: tx.shopId, id: locationId, partnerId: null },
    data: { partnerId },
  })
  if (count + fresh > 0) await distributeWaiting(tx)
}

/** Orders that waited because nobody shipped from this place go on now. */
async function distributeWaiting(tx: ShopTx) {
  const waiting = await tx.order.findMany({
    where: { shopId: tx.shopId, dueAt: { not: null }, state: 'cleared', nextStep: 'decide_route' },
    select: { id: true },
    take: 500,
  })
  for (const { id } of waiting)
    await enqueue(
      tx,
      distributeOrder,
      { shopId: tx.shopId, orderId: id },
      { key: `distribute.order:${id}` },
    )
}

/** The row's columns of a credential. */
const columns = {
  owp: (hash: Uint8Array<ArrayBuffer>, shown: string) => ({
    apiKeyHash: hash,
    apiKeyPrefix: shown,
  }),
  owc: (hash: Uint8Array<ArrayBuffer>) => ({ portalCodeHash: hash }),
} as const

/**
 * Makes a new API key (`owp`) or portal code (`owc`) for a partner; the one before stops working.
 * @returns the whole key, which is kept nowhere and can be shown this once.
 */
export async function issueCredential(
  { db }: Pick<HandoffDeps, 'db'>,
  shop: ShopId,
  partnerId: string,
  kind: CredentialKind,
): Promise<Outcome<string, { readonly kind: 'not_found' }>> {
  if (!isUuid(partnerId)) return refuse({ kind: 'not_found' })
  const secret = randomBytes(kind === 'owp' ? 32 : 20).toString('base64url')
  const data = columns[kind](secretHash(secret), `…${secret.slice(-4)}`)
  return withShop(db, shop, async (tx) => {
    const { count } = await tx.partner.updateMany({ where: { shopId: shop, id: partnerId }, data })
    if (count !== 1) return refuse({ kind: 'not_found' })
    if (kind === 'owc') await endSessions(tx, 'portal', { who: partnerId })
    return accept(writeCredential(kind, { shop, secret }))
  })
}

/**
 * Makes a new signing secret for the messages that go to a partner; the one before stops signing at once.
 * @returns `whsec_…`, which can be shown this once.
 */
export async function issueSigningSecret(
  { db, vaults }: Pick<HandoffDeps, 'db' | 'vaults'>,
  shop: ShopId,
  partnerId: string,
): Promise<Outcome<string, { readonly kind: 'not_found' }>> {
  if (!isUuid(partnerId)) return refuse({ kind: 'not_found' })
  const signingSecret = `whsec_${randomBytes(32).toString('base64')}`
  const sealed = (await vaults.of(shop)).seal({ signingSecret })
  const { count } = await withShop(db, shop, (tx) =>
    tx.partner.updateMany({ where: { shopId: shop, id: partnerId }, data: { sealed } }),
  )
  return count === 1 ? accept(signingSecret) : refuse({ kind: 'not_found' })
}
