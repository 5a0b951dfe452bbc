import type { Language } from '../../kernel/language.ts'

/** A need as the page edits it; what it lacks or says wrongly the server names. */
export interface NeedDraft {
  readonly key: string
  readonly label: Readonly<Partial<Record<Language, string>>>
  readonly help: Readonly<Partial<Record<Language, string>>>
  readonly from: { readonly kind: string; readonly name: string }
  readonly type: string
  readonly pattern: string
  readonly choices: readonly string[]
  readonly longest: number | null
}

export interface RuleDraft {
  readonly name: string
  readonly active: boolean
  readonly when: {
    readonly productTags: readonly string[]
    readonly productTypes: readonly string[]
    readonly vendors: readonly string[]
    readonly skus: readonly string[]
    readonly channels: readonly string[]
    readonly countries: readonly string[]
    readonly deliveryKinds: readonly string[]
    readonly valueFrom: string | null
    readonly valueBelow: string | null
    readonly currency: string
  }
  readonly needs: readonly string[]
}

export interface ContractDraft {
  readonly needs: readonly NeedDraft[]
  readonly rules: readonly RuleDraft[]
}

/** A key nobody has yet: `need_3`. It never changes again, whatever the need is called later. */
export const freshKey = (needs: readonly NeedDraft[]): string => {
  const taken = new Set(needs.map(({ key }) => key))
  for (let at = needs.length + 1; ; at++) if (!taken.has(`need_${at}`)) return `need_${at}`
}

/** What a need is called from its first name on: "Ring size" is `ring_size`. */
function keyOf(label: string, needs: readonly NeedDraft[]): string {
  const key = label
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40)
  return key === '' || needs.some((need) => need.key === key) ? freshKey(needs) : key
}

export const emptyNeed = (key: string): NeedDraft => ({
  key,
  label: {},
  help: {},
  from: { kind: 'line_property', name: '' },
  type: 'text',
  pattern: '',
  choices: [],
  longest: null,
})

export const emptyRule: RuleDraft = {
  name: '',
  active: true,
  when: {
    productTags: [],
    productTypes: [],
    vendors: [],
    skus: [],
    channels: [],
    countries: [],
    deliveryKinds: [],
    valueFrom: null,
    valueBelow: null,
    currency: '',
  },
  needs: [],
}

/** One of a list replaced, or taken out (null). */
export const withOne = <T>(all: readonly T[], at: number, one: T | null): readonly T[] =>
  all.flatMap((each, place) => (place === at ? (one === null ? [] : [one]) : [each]))

/** The draft with each new need called by its name: "Ring size" is `ring_size` from its first saving on. */
export const withKeys = (draft: ContractDraft): ContractDraft =>
  draft.needs.reduce((so, { key, label }) => {
    const name = label.en || Object.values(label)[0] || ''
    if (!/^need_\d+$/.test(key) || name === '') return so
    const better = keyOf(name, so.needs)
    return {
      needs: so.needs.map((need) => (need.key === key ? { ...need, key: better } : need)),
      rules: so.rules.map((rule) => ({
        ...rule,
        needs: rule.needs.map((one) => (one === key ? better : one)),
      })),
    }
  }, draft)
