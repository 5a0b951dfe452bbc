/** What pages show of stock and need no database for. */
export { type LabelSizeName, labelSizes, sizeFor, tooFine } from './bins/label.ts'
export { readCost } from './receive/inbound-file.ts'
export { mostPhotoBytes } from './receive/photo-content.ts'
export { type StockRules, stockRules } from './stock-rules.ts'
