/** What a merchant says about a partner. */
export interface PartnerForm {
  readonly name: string
  readonly contactEmail: string
  readonly providerKey: string
  readonly endpointUrl: string
  readonly answerWithinMin: number
  readonly active: boolean
  /** The store's place that this partner works at; null: none. */
  readonly locationId: string | null
}

/** What is wrong, by field; empty when nothing is. */
export type PartnerProblems = { readonly [Field in keyof PartnerForm]?: string }

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Everything that is wrong with a form, at once. */
export function problemsOf(
  form: PartnerForm,
  rules: { readonly providerKeys: readonly string[]; readonly allowPlainHttp: boolean },
): PartnerProblems {
  const problems: { -readonly [Field in keyof PartnerForm]?: string } = {}
  if (form.name.trim() === '') problems.name = 'give the partner a name'
  else if (form.name.length > 100) problems.name = 'at most 100 characters'
  if (!rules.providerKeys.includes(form.providerKey))
    problems.providerKey = `choose one of: ${rules.providerKeys.join(', ')}`
  if (form.contactEmail && !emailForm.test(form.contactEmail))
    problems.contactEmail = 'write it as name@example.com'
  if (form.providerKey === 'portal' && !form.contactEmail)
    problems.contactEmail = 'a partner who works in the portal is told of requests by mail'
  const endpoint = endpointProblem(form, rules.allowPlainHttp)
  if (endpoint) problems.endpointUrl = endpoint
  const minutes = form.answerWithinMin
  if (!Number.isInteger(minutes) || minutes < 15 || minutes > 10_080)
    problems.answerWithinMin = 'between 15 minutes and 7 days'
  return problems
}

function endpointProblem(form: PartnerForm, allowPlainHttp: boolean): string | null {
  if (!form.endpointUrl)
    return form.providerKey === 'portal' ? null : 'an address is needed to send requests to'
  if (!URL.canParse(form.endpointUrl)) return 'write the whole address, https://…'
  const { protocol, username } = new URL(form.endpointUrl)
  if (protocol !== 'https:' && !(allowPlainHttp && protocol === 'http:'))
    return 'the address must begin with https://'
  return username ? 'the address must not carry a user name or password' : null
}
