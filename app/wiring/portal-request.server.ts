import type { RequestSheet } from '../stages/handoff/index.server.ts'

/** A request as the portal's pages show it: the address in lines, in the order it is written on a parcel. */
export function shownRequest(sheet: RequestSheet) {
  const to = sheet.shipTo
  const city = [to?.postcode, to?.city, to?.region].filter(Boolean).join(' ')
  return {
    ...sheet,
    shipTo: to
      ? [to.name, to.company, to.street1, to.street2, city, to.country].flatMap((line) =>
          line?.trim() ? [line.trim()] : [],
        )
      : null,
    phone: to?.phone ?? null,
  }
}
