import type { LoaderFunctionArgs } from '@remix-run/node'
import { commandSheet } from '../stages/pack/index.server.ts'
import { onFloor } from '../wiring/floor/door.server.ts'
import { pdfAnswer } from '../wiring/pdf-answer.server.ts'

/** The sheet of command barcodes for the bench, as PDF. */
export async function loader({ request }: LoaderFunctionArgs) {
  await onFloor(request, 'pack.see')
  return pdfAnswer(await commandSheet(), 'bench-commands')
}
