/**
 * Carriers that shops use with labels from elsewhere. `name` is written as Shopify's list of tracking
 * companies has it, wherever the list has it (Admin schema 2026-07, FulfillmentTrackingInfo.company);
 * `%s` in `url` is the tracking number.
 */
export interface KnownCarrier {
  readonly name: string
  readonly url: string
}

export const knownCarriers: readonly KnownCarrier[] = [
  { name: 'Amazon', url: 'https://track.amazon.com/tracking/%s' },
  { name: 'An Post', url: 'https://www.anpost.com/Post-Parcels/Track/History?item=%s' },
  {
    name: 'Australia Post',
    url: 'https://auspost.com.au/mypost/track/#/details/%s',
  },
  { name: 'BPost', url: 'https://track.bpost.cloud/btr/web/#/search?itemCode=%s' },
  { name: 'Bring', url: 'https://tracking.bring.com/tracking/%s' },
  {
    name: 'Canada Post',
    url: 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=%s',
  },
  { name: 'China Post', url: 'https://t.17track.net/en#nums=%s' },
  { name: 'Colissimo', url: 'https://www.laposte.fr/outils/suivre-vos-envois?code=%s' },
  { name: 'Correios', url: 'https://rastreamento.correios.com.br/app/index.php?objetos=%s' },
  {
    name: 'Correos',
    url: 'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number=%s',
  },
  {
    name: 'Deutsche Post',
    url: 'https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode=%s',
  },
  {
    name: 'DHL',
    url: 'https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=%s',
  },
  {
    name: 'DHL Express',
    url: 'https://www.dhl.com/global-en/home/tracking/tracking-express.html?tracking-id=%s',
  },
  { name: 'DPD', url: 'https://tracking.dpd.de/status/en_US/parcel/%s' },
  { name: 'DPD UK', url: 'https://track.dpd.co.uk/parcels/%s' },
  { name: 'Evri', url: 'https://www.evri.com/track/parcel/%s' },
  { name: 'FedEx', url: 'https://www.fedex.com/fedextrack/?trknbr=%s' },
  { name: 'GLS', url: 'https://gls-group.eu/track/%s' },
  { name: 'Hermes', url: 'https://www.myhermes.de/empfangen/sendungsverfolgung/?suche=%s' },
  {
    name: 'Japan Post (EN)',
    url: 'https://trackings.post.japanpost.jp/services/srv/search/?requestNo1=%s&locale=en',
  },
  { name: 'Mondial Relay', url: 'https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition=%s' },
  { name: 'New Zealand Post', url: 'https://www.nzpost.co.nz/tools/tracking/item/%s' },
  { name: 'OnTrac', url: 'https://www.ontrac.com/tracking/?number=%s' },
  { name: 'Österreichische Post', url: 'https://www.post.at/sv/sendungssuche?snr=%s' },
  { name: 'Poste Italiane', url: 'https://www.poste.it/cerca/#/risultati-spedizioni/%s' },
  { name: 'PostNL', url: 'https://jouw.postnl.nl/track-and-trace/%s' },
  { name: 'PostNord DK', url: 'https://www.postnord.dk/varktojer/track-trace?shipmentId=%s' },
  { name: 'PostNord NO', url: 'https://www.postnord.no/verktoy/sporing?shipmentId=%s' },
  {
    name: 'PostNord SE',
    url: 'https://www.postnord.se/vara-verktyg/spara-brev-paket-och-pall?shipmentId=%s',
  },
  { name: 'Purolator', url: 'https://www.purolator.com/en/shipping/tracker?pin=%s' },
  { name: 'Royal Mail', url: 'https://www.royalmail.com/track-your-item#/tracking-results/%s' },
  { name: 'Singapore Post', url: 'https://www.singpost.com/track-items?trackNo=%s' },
  { name: 'Swiss Post', url: 'https://service.post.ch/ekp-web/ui/entry/search/%s' },
  { name: 'UPS', url: 'https://www.ups.com/track?tracknum=%s' },
  { name: 'USPS', url: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=%s' },
  { name: 'Yodel', url: 'https://www.yodel.co.uk/tracking/%s' },
]

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._-]+/g, '')
const byName = new Map(knownCarriers.map((carrier) => [plain(carrier.name), carrier]))

/** A known carrier by its name, however it is written ("fed ex", "D.H.L."); null when it is not known. */
export const findCarrier = (name: string): KnownCarrier | null => byName.get(plain(name)) ?? null

/** The carrier's own page for a number; null for a carrier that is not known. */
export function trackingPageOf(carrierName: string, number: string): string | null {
  const found = findCarrier(carrierName)
  return found?.url.replace('%s', encodeURIComponent(number)) ?? null
}
