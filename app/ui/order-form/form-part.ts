import type { AskedField } from '../../journey/form-verdict.ts'
import type { FormContent } from '../../journey/order-form.ts'

/** What every card of the form gets: what is typed, how to change it, and what is wrong beside a field. */
export interface FormPart {
  readonly content: FormContent
  readonly change: (next: FormContent) => void
  /** The problem of a field that is to be shown now; null: none, or too early to say. */
  readonly problem: (field: string) => string | null
  /** Somebody left a field: from now on it may be told what it lacks. */
  readonly leave: (field: string) => void
  readonly asked: readonly AskedField[]
}
