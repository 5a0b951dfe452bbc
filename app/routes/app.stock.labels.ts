import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import {
  binLabels,
  itemLabels,
  labelsPdf,
  labelsZpl,
  mostLabels,
} from '../stages/stock/index.server.ts'
import { labelSizes } from '../stages/stock/index.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const query = z.object({
  bins: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(mostLabels))
    .optional(),
  item: z.uuid().optional(),
  copies: z.coerce.number().int().min(1).max(mostLabels).catch(1),
  size: z.enum(['70x36', '100x50', '50x25']).catch('70x36'),
  as: z.enum(['pdf', 'zpl']).catch('pdf'),
})

/** Labels of bins (`?bins=a,b`) or of goods that came without one (`?item=a&copies=12`), as PDF or for a label printer. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'stock.see')
  const read = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!read.success) throw new Response(null, { status: 400 })
  const { bins, item, copies, size, as } = read.data
  const open = services()
  const labels = bins
    ? await binLabels(open, shop, bins)
    : item
      ? await itemLabels(open, shop, { itemId: item, copies })
      : null
  if (!labels || labels.length === 0) throw new Response(null, { status: 404 })
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
