import type { ShopId } from '../kernel/ids.ts'
import { keepPhoto, readPhoto } from '../stages/pack/index.server.ts'
import { photoBytes, photoWords } from '../stages/pack/index.ts'
import { services } from './services.server.ts'

interface At {
  readonly shop: ShopId
  readonly shipmentId: string
}

/** A photo by its id in the address (`?id=`), for who may see the bench. */
export async function benchPhoto(request: Request, at: At): Promise<Response> {
  const id = new URL(request.url).searchParams.get('id') ?? ''
  const photo = await readPhoto(services(), at.shop, { shipmentId: at.shipmentId, id })
  if (!photo) return new Response('no such photo', { status: 404 })
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'content-type': photo.type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  })
}

/** Takes a photo from the body as it is: `{ ok, words, id? }`. No more is read than a photo may have. */
export async function takePhoto(request: Request, at: At & { readonly by: string }) {
  const bytes = await readUpTo(request, photoBytes + 1)
  const kept = await keepPhoto(services(), at.shop, { ...at, bytes })
  return kept.ok
    ? Response.json({ ok: true, words: 'Kept with the shipment', id: kept.value.id })
    : Response.json({ ok: false, words: photoWords(kept.refusal) }, { status: 409 })
}

async function readUpTo(request: Request, most: number): Promise<Uint8Array> {
  const reader = request.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  while (reader && length < most) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    length += value.length
  }
  await reader?.cancel()
  return Buffer.concat(parts)
}
