/** A small shop for tests: a warehouse, a shop floor and a partner; mugs, a poster, a file, a gift card. */
import type { Seed, SeedAddress, SeedOrder, SeedProduct } from './seed/shapes.ts'

export const littleShop = 'little.myshopify.com'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'

const product = (
  handle: string,
  sku: string,
  price: string,
  more: Partial<SeedProduct> & { readonly onHand: Readonly<Record<string, number>> },
): SeedProduct => ({
  handle,
  title: handle,
  vendor: 'Little',
  productType: 'Thing',
  tags: [],
  sizeMm: null,
  picture: svg,
  kind: 'physical',
  variants: [
    { sku, title: 'Default', price, grams: 300, barcode: null, onHand: more.onHand, tracked: true },
  ],
  ...more,
})

export const littleAddress: SeedAddress = {
  firstName: 'Ana',
  lastName: 'Kos',
  company: null,
  address1: 'Trg 5',
  address2: null,
  city: 'Maribor',
  provinceCode: null,
  province: null,
  zip: '2000',
  countryCode: 'SI',
  country: 'Slovenia',
  phone: '+38640111222',
}

/** A good order; each test changes what it is about. */
export const littleOrder = (change: Partial<SeedOrder> = {}): SeedOrder => ({
  email: 'ana@example.com',
  phone: null,
  customer: { firstName: 'Ana', lastName: 'Kos', email: 'ana@example.com', phone: null },
  shippingAddress: littleAddress,
  billingAddress: littleAddress,
  currency: 'EUR',
  locale: 'en',
  lines: [{ sku: 'MUG', quantity: 2, properties: [] }],
  shippingLine: { title: 'Standard', code: 'STANDARD', price: '5.00' },
  delivery: 'shipping',
  financialStatus: 'paid',
  sourceName: 'web',
  note: null,
  tags: [],
  later: [],
  faults: [],
  truth: { email: 'ana@example.com', phone: null, address: littleAddress },
  ...change,
})

export const littleSeed: Seed = {
  shop: {
    name: 'Little',
    domain: littleShop,
    email: 'shop@example.com',
    currency: 'EUR',
    timezone: 'Europe/Dublin',
    countryCode: 'IE',
  },
  locations: [
    {
      key: 'main',
      name: 'Warehouse',
      kind: 'warehouse',
      address1: 'Quay 1',
      city: 'Cork',
      zip: 'T12 X000',
      countryCode: 'IE',
      phone: null,
    },
    {
      key: 'floor',
      name: 'Shop floor',
      kind: 'retail',
      address1: 'Street 2',
      city: 'Cork',
      zip: 'T12 X001',
      countryCode: 'IE',
      phone: null,
    },
    {
      key: 'partner',
      name: 'Partner',
      kind: 'fulfillment_service',
      address1: 'Weg 3',
      city: 'Venlo',
      zip: '5928 LR',
      countryCode: 'NL',
      phone: null,
    },
  ],
  products: [
    product('mug', 'MUG', '12.50', { onHand: { main: 1000, floor: 5 } }),
    product('poster', 'POSTER', '20.00', { onHand: { partner: 1000 } }),
    product('file', 'FILE', '3.00', { kind: 'digital', onHand: { main: 1000 } }),
  ],
  order: () => littleOrder(),
}
