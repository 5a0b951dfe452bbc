import { z } from 'zod'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import {
  binLabels,
  itemLabels,
  labelsPdf,
  labelsZpl,
  mostLabels,
  readGoodsPhoto,
} from '../stages/stock/index.server.ts'
import { labelSizes, sizeFor, tooFine } from '../stages/stock/index.ts'
import { services } from './services.server.ts'

const query = z.object({
  bins: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(mostLabels))
    .optional(),
  item: z.uuid().optional(),
  copies: z.coerce.number().int().min(1).max(mostLabels).catch(1),
  size: z.enum(['70x36', '100x50', '50x25']).optional().catch(undefined),
  as: z.enum(['pdf', 'zpl']).catch('pdf'),
})

/**
 * Labels of bins (`?bins=a,b`) or of goods that came without one (`?item=a&copies=12`), as PDF or for a label printer, of
 * the size that is asked for (`&size=50x25`), otherwise of the usual one or, for long codes, the next larger.
 * @throws Response 400, 404; 422 with why: bars that no scanner would read.
 */
export async function goodsLabels(request: Request, shop: ShopId): Promise<Response> {
  const read = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!read.success) throw new Response(null, { status: 400 })
  const { bins, item, copies, as } = read.data
  const open = services()
  const labels = bins
    ? await binLabels(open, shop, bins)
    : item
      ? await itemLabels(open, shop, { itemId: item, copies })
      : null
  if (!labels || labels.length === 0) throw new Response(null, { status: 404 })
  const size = read.data.size ?? sizeFor(labels)
  const [fine] = tooFine(labels, labelSizes[size])
  if (fine)
    throw new Response(
      `The bars of ${fine.code} are too fine to be read on ${size} mm: take a larger label.`,
      {
        status: 422,
      },
    )
  const { country } = await open.db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { country: true },
  })
  const body =
    as === 'pdf'
      ? await labelsPdf(labels, labelSizes[size], country)
      : labelsZpl(labels, labelSizes[size])
  return new Response(body, {
    headers: {
      'content-type': as === 'pdf' ? 'application/pdf' : 'application/zpl; charset=utf-8',
      'content-disposition': `attachment; filename="labels.${as}"`,
      'cache-control': 'no-store',
    },
  })
}

/** A photo of goods as they came, to be shown and never to be run. @throws Response 404. */
export async function goodsPhoto(shop: ShopId, id: string): Promise<Response> {
  const photo = isUuid(id) ? await readGoodsPhoto(services(), shop, id) : null
  if (!photo) throw new Response(null, { status: 404 })
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'content-type': photo.mime,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'private, max-age=3600',
    },
  })
}
