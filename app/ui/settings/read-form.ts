import { choices, pickingFields, timeFields } from './fields.ts'

/** Settings as the form sends them, to be judged by `shopSettings`: every field, lists with commas. */
export function settingsOf(form: FormData): Record<string, unknown> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const number = (name: string) => (text(name) === '' ? Number.NaN : Number(text(name)))
  const list = (name: string) =>
    text(name)
      .split(/[\s,]+/)
      .filter(Boolean)
  const words = (name: string) =>
    text(name)
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  return {
    confirmationRequired: form.get('confirmationRequired') === 'on',
    contactNeeded: form.get('contactNeeded') === 'on' ? 'email_or_phone' : 'email',
    doubtfulDetails: text('doubtfulDetails'),
    remindAfterHours: list('remindAfterHours').map(Number),
    correctionTeam: text('correctionTeam'),
    paymentHolds: form.getAll('paymentHolds').map(String),
    stockHoldAfterHours: text('stockHoldAfterHours') === '' ? null : number('stockHoldAfterHours'),
    ...Object.fromEntries(choices.map(({ name }) => [name, text(name)])),
    cutOff: text('cutOff'),
    workingDays: form.getAll('workingDays').map(Number),
    pickMode: text('pickMode'),
    shortRule: text('shortRule'),
    singlesApart: form.get('singlesApart') === 'on',
    keepApart: words('keepApart'),
    urgentTags: words('urgentTags'),
    urgentServices: words('urgentServices'),
    holidaysOf: text('holidaysOf'),
    partnerCountries: list('partnerCountries').map((code) => code.toUpperCase()),
    contactName: text('contactName'),
    contactEmail: text('contactEmail'),
    contactPhone: text('contactPhone'),
    ...Object.fromEntries(
      [...timeFields, ...pickingFields].map(({ name }) => [name, number(name)]),
    ),
  }
}
