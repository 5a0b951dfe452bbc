/** One thing an order lacks, and the field of the form that puts it right. */
export interface FormProblem {
  /** A field's name: `zip`, `email`, `products`, `shipping`, `line:2`, or an asked field's id. */
  readonly field: string
  /** For whoever types, one short sentence. */
  readonly text: string
}

/** What the shop asks beyond what no order can do without: a field of the form. */
export interface AskedField {
  /** `engraving:2`, `tax_id`; also the name of its problem. */
  readonly id: string
  readonly label: string
  readonly help: string
  readonly type: string
  readonly choices: readonly string[]
  readonly longest: number | null
  /** Where the answer is kept. `line` counts the lines of the order from 1; null: of the whole order. */
  readonly place: {
    readonly kind: 'line_property' | 'order_attribute' | 'metafield' | 'order_note'
    readonly name: string
    readonly line: number | null
  }
}

/** What the check says of an order that is not in the store yet. */
export interface FormVerdict {
  readonly complete: boolean
  readonly problems: readonly FormProblem[]
  readonly asked: readonly AskedField[]
  /** Of the shop's contract; 0 where it has none. */
  readonly contractVersion: number
}
