import { z } from 'zod'
import { languages } from '../../../kernel/language.ts'
import { patternTrouble } from './pattern.ts'

/** What kind of text an answer must be. */
export const needTypes = ['text', 'number', 'date', 'choice', 'email', 'phone', 'tax_id'] as const
export type NeedType = (typeof needTypes)[number]

/** Where an answer stands in an order. `line_property` is asked once for each article, the others once an order. */
export const sourceKinds = ['line_property', 'order_attribute', 'metafield', 'order_note'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** As the store names them: "Engraving", "custom.licence_number"; a note has no name. */
const sourceShape = z
  .object({ kind: z.enum(sourceKinds), name: z.string().trim().max(60) })
  .refine(({ kind, name }) => kind === 'order_note' || name !== '', {
    error: 'say how the store names it',
    path: ['name'],
  })
  .refine(({ kind, name }) => kind !== 'metafield' || /^[\w-]{3,}\.[\w-]{2,}$/.test(name), {
    error: 'write a metafield as namespace.key, such as custom.licence_number',
    path: ['name'],
  })

/** One text in as many languages as the shop wrote it in. */
const textsShape = (longest: number) =>
  z.partialRecord(z.enum(languages), z.string().trim().max(longest))

const needShape = z
  .object({
    /** What the need is called in holds and answers: never changes once it was used. */
    key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'use small letters, digits and _, at most 40'),
    label: textsShape(80).refine((label) => Object.values(label).some((text) => text !== ''), {
      error: 'give it a name',
    }),
    help: textsShape(300).default({}),
    from: sourceShape,
    type: z.enum(needTypes),
    /** What the whole answer must look like, in RE2's language; empty: anything. */
    pattern: z
      .string()
      .default('')
      .superRefine((pattern, ctx) => {
        const trouble = patternTrouble(pattern)
        if (trouble !== null) ctx.addIssue({ code: 'custom', message: trouble })
      }),
    /** What an answer may be; needed for a choice, possible for a text. */
    choices: z.array(z.string().trim().min(1).max(80)).max(100).default([]),
    /** Characters at most; null: as many as fit a form. */
    longest: z.number().int().min(1).max(1000).nullable().default(null),
  })
  .refine(({ type, choices }) => type !== 'choice' || choices.length > 0, {
    error: 'name what can be chosen',
    path: ['choices'],
  })
export type Need = z.infer<typeof needShape>

const list = z.array(z.string().trim().min(1).max(100)).max(200).default([])
const amount = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,3})?$/, 'write an amount such as 150 or 150.00')
  .nullable()
  .default(null)

/**
 * Which orders and which of their articles a rule is about. An empty list says nothing; the words of
 * one list are alternatives, the lists hold together.
 */
const whenShape = z.object({
  /** Of the article; `*` stands for anything in a SKU: `RING-*`. */
  productTags: list,
  productTypes: list,
  vendors: list,
  skus: list,
  /** Of the order: `web`, `pos`, `phone`, `csv`, … as the store says. */
  channels: list,
  /** ISO codes of where it goes. */
  countries: z
    .array(
      z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{2}$/, 'write countries by their two letters: DE, GB'),
    )
    .max(250)
    .default([]),
  deliveryKinds: z.array(z.enum(['shipping', 'pickup', 'digital'])).default([]),
  /** Orders worth at least, and less than; decimal amounts of `currency`. Orders of another currency are not meant. */
  valueFrom: amount,
  valueBelow: amount,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{3})?$/, 'write the currency by its three letters: EUR')
    .default(''),
})
export type When = z.infer<typeof whenShape>

const ruleShape = z
  .object({
    name: z.string().trim().min(1, 'give the rule a name').max(80),
    active: z.boolean().default(true),
    when: whenShape,
    /** Keys of what is needed then. */
    needs: z.array(z.string()).min(1, 'choose what is needed').max(30),
  })
  .refine(({ when }) => (when.valueFrom ?? when.valueBelow) === null || when.currency !== '', {
    error: 'say in which currency',
    path: ['when', 'currency'],
  })
export type Rule = z.infer<typeof ruleShape>

/** What a shop calls a complete order, beyond what no order can do without. */
export const contractShape = z
  .object({
    needs: z.array(needShape).max(60).default([]),
    rules: z.array(ruleShape).max(100).default([]),
  })
  .superRefine(({ needs, rules }, ctx) => {
    const keys = new Set<string>()
    for (const [at, { key }] of needs.entries()) {
      if (keys.has(key))
        ctx.addIssue({
          code: 'custom',
          path: ['needs', at, 'key'],
          message: 'another one is called so',
        })
      keys.add(key)
    }
    for (const [at, rule] of rules.entries())
      for (const key of rule.needs)
        if (!keys.has(key))
          ctx.addIssue({
            code: 'custom',
            path: ['rules', at, 'needs'],
            message: `nothing is called ${key}`,
          })
  })
export type Contract = z.infer<typeof contractShape>

/** A contract with its number: 0 is the empty one that every shop starts with. */
export interface ContractVersion {
  readonly version: number
  readonly contract: Contract
}

export const noContract: ContractVersion = { version: 0, contract: { needs: [], rules: [] } }

const storeTypes: Readonly<Partial<Record<NeedType, string>>> = {
  date: 'date',
  number: 'number_decimal',
}
/** The store's type for a metafield that holds such an answer. */
export const storeTypeOf = (type: NeedType): string => storeTypes[type] ?? 'single_line_text_field'

/** The store's type for a metafield by its name; one that no need asks for is a line of text. */
export const metafieldType = (name: string, { needs }: Contract): string => {
  const need = needs.find(({ from }) => from.kind === 'metafield' && from.name === name)
  return storeTypeOf(need?.type ?? 'text')
}
