import type { SeedLocation } from './shapes.ts'

/** Where goods lie: the shop's own warehouse, the floor of its store, a partner's warehouse. */
export const locations: readonly SeedLocation[] = [
  {
    key: 'main',
    name: 'Little Island warehouse',
    kind: 'warehouse',
    address1: 'Unit 7, Harbour Point Business Park',
    city: 'Cork',
    zip: 'T45 KX28',
    countryCode: 'IE',
    phone: '+353219123400',
  },
  {
    key: 'shop-floor',
    name: 'Kinsale shop',
    kind: 'retail',
    address1: '12 Market Quay',
    city: 'Kinsale',
    zip: 'P17 E297',
    countryCode: 'IE',
    phone: '+353219123411',
  },
  {
    key: 'partner',
    name: 'Halyard Fulfilment, Venlo',
    kind: 'fulfillment_service',
    address1: 'Ankerweg 40',
    city: 'Venlo',
    zip: '5928 LR',
    countryCode: 'NL',
    phone: '+31773200140',
  },
]
