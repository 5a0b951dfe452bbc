import { secondsText } from '../../clock.ts'
import { gid, parseGid } from '../../ids.ts'
import type { MetafieldRecord } from '../../records/catalogue.ts'
import type { World } from '../../world.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model } from '../model.ts'
import { listed } from './values.ts'

/** An app's own namespace is written "$app" or "$app:name" and kept as "app--<id>--name". */
export const fullNamespace = (given: string | null | undefined): string =>
  (given ?? '$app').replace(/^\$app:?/, (found) => (found.endsWith(':') ? 'app--1--' : 'app--1'))

export function metafieldsOf(world: World, ownerGid: string): MetafieldRecord[] {
  return [...world.metafields.values()].filter((one) => one.ownerGid === ownerGid)
}

/** The two fields every owner of metafields has. */
export const ownedMetafields = <Owner>(owner: (one: Owner) => string) => ({
  metafield: (
    one: Owner,
    args: { readonly namespace?: string | null; readonly key: string },
    ctx: Ctx,
  ) => {
    const dotted = /^([^.]+)\.([^.]+)$/.exec(args.key)
    const namespace = fullNamespace(args.namespace ?? dotted?.[1])
    const key = args.namespace == null ? (dotted?.[2] ?? args.key) : args.key
    return (
      metafieldsOf(ctx.world, owner(one)).find(
        (each) => each.namespace === namespace && each.key === key,
      ) ?? null
    )
  },
  metafields: (
    one: Owner,
    args: PageArgs & {
      readonly namespace?: string | null
      readonly keys?: readonly string[] | null
    },
    ctx: Ctx,
  ) => {
    const keys = args.keys
    const all = metafieldsOf(ctx.world, owner(one)).filter(
      ({ namespace, key }) => keys == null || keys.includes(`${namespace}.${key}`),
    )
    const wanted = args.namespace
    return listed(
      wanted == null ? all : all.filter((each) => each.namespace === fullNamespace(wanted)),
      args,
      ctx,
    )
  },
})

const ownerTypes: Readonly<Record<string, string>> = {
  Customer: 'CUSTOMER',
  DraftOrder: 'DRAFTORDER',
  Location: 'LOCATION',
  Order: 'ORDER',
  Product: 'PRODUCT',
  ProductVariant: 'PRODUCTVARIANT',
  Shop: 'SHOP',
  AppInstallation: 'APP_INSTALLATION',
}

function jsonValue(one: MetafieldRecord): unknown {
  if (/^(json|list\.|boolean|number_)|\bdimension|weight|money/.test(one.metafieldType)) {
    return JSON.parse(one.value)
  }
  return one.value
}

model<MetafieldRecord>('Metafield', {
  id: (one) => gid('Metafield', one.id),
  legacyResourceId: (one) => String(one.id),
  namespace: (one) => one.namespace,
  key: (one) => one.key,
  type: (one) => one.metafieldType,
  value: (one) => one.value,
  jsonValue,
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.updatedAt),
  ownerType: (one) => ownerTypes[parseGid(one.ownerGid)?.type ?? ''] ?? 'ORDER',
  sizeInBytes: (one) => Buffer.byteLength(one.value),
  compareDigest: (one) => Buffer.from(`${one.id}:${one.updatedAt}`).toString('hex'),
  definition: () => null,
})
