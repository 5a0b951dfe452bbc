import { money } from '../../../kernel/money.ts'
import { type Contract, contractShape } from './contract.ts'
import type { OrderForContract } from './judge.ts'

/** A jeweller's: rings are engraved, knives go to adults, dear parcels need a phone, companies a tax id. */
export const jeweller: Contract = contractShape.parse({
  needs: [
    {
      key: 'engraving',
      label: { en: 'Engraving', de: 'Gravur' },
      help: { en: 'Up to 12 letters', de: 'Bis zu 12 Buchstaben' },
      from: { kind: 'line_property', name: 'Engraving' },
      type: 'text',
      longest: 12,
    },
    {
      key: 'size',
      label: { en: 'Ring size' },
      from: { kind: 'line_property', name: 'Size' },
      type: 'choice',
      choices: ['S', 'M', 'L'],
    },
    {
      key: 'licence',
      label: { en: 'Licence number' },
      from: { kind: 'metafield', name: 'custom.licence_number' },
      type: 'text',
      pattern: '[A-Z]{2}-\\d{4}',
    },
    {
      key: 'tax_id',
      label: { en: 'VAT number' },
      from: { kind: 'order_attribute', name: 'VAT' },
      type: 'tax_id',
    },
    {
      key: 'delivery_note',
      label: { en: 'Note for the driver' },
      from: { kind: 'order_note', name: '' },
      type: 'text',
    },
  ],
  rules: [
    { name: 'Rings', when: { skus: ['RING-*'] }, needs: ['engraving', 'size'] },
    { name: 'Knives', when: { productTags: ['blade'], countries: ['DE'] }, needs: ['licence'] },
    { name: 'Wholesale', when: { channels: ['wholesale'] }, needs: ['tax_id'] },
    {
      name: 'Dear parcels',
      when: { valueFrom: '500', currency: 'EUR', deliveryKinds: ['shipping'] },
      needs: ['delivery_note'],
    },
  ],
})

const line: OrderForContract['lines'][number] = {
  quantity: 1,
  sku: 'MUG-1',
  vendor: 'Kinsale',
  productType: 'Mug',
  productTags: ['kitchen'],
  properties: [],
}

export const ring = (...properties: readonly (readonly [string, string])[]) => ({
  ...line,
  sku: 'RING-7',
  properties: properties.map(([name, value]) => ({ name, value })),
})
export const knife = { ...line, sku: 'KNIFE-1', productTags: ['kitchen', 'Blade'] }

export const plainOrder: OrderForContract = {
  channel: 'web',
  country: 'DE',
  deliveryKind: 'shipping',
  total: money('40.00', 'EUR'),
  lines: [line],
  attributes: [],
  metafields: [],
  note: '',
}
