import {
  type FormVisitor,
  type FoundForm,
  type FoundPage,
  formVisitor,
} from '../../visitors/form-visitor.ts'
import { say } from '../progress.ts'
import {
  keepAt,
  type Over,
  type ReadLetter,
  type StandIns,
  type StoreOrder,
  type Truth,
} from './stand-ins.ts'

/** What the customers did, for the tally. */
export interface CustomerDeeds {
  corrections: number
  confirmations: number
  surveys: number
  returns: number
}

const linkIn = (letter: ReadLetter, purpose: string): string | null =>
  new RegExp(`https?://\\S+/${purpose}/[\\w.-]+`).exec(letter.text)?.[0] ??
  new RegExp(`https?://[^"\\s]+/${purpose}/[\\w.-]+`).exec(letter.html)?.[0] ??
  null

/** The customer's own facts under the names a form asks for. */
export function answersOf(truth: Truth, form: Pick<FoundForm, 'names'>): Record<string, string> {
  const facts: Record<string, string | null | undefined> = {
    ...truth.address,
    ...(truth.address?.phone ? {} : { phone: truth.phone }),
    email: truth.email,
    region: truth.address?.provinceCode,
    country: truth.address?.countryCode,
  }
  return Object.fromEntries(
    form.names.flatMap((name) => {
      const fact = facts[name.split('.').at(-1) ?? name]
      return typeof fact === 'string' && fact !== '' ? [[name, fact]] : []
    }),
  )
}

/** A score from 0 to 10 that the same order always gets; most are pleased. */
const scoreOf = (order: StoreOrder): number => {
  const number = Number(order.name.replace(/\D/g, ''))
  return number % 9 === 0 ? number % 7 : 7 + (number % 4)
}
const sendsBack = (order: StoreOrder): boolean => Number(order.name.replace(/\D/g, '')) % 10 === 3

/** Plays every customer of the store: reads the mail, follows the links, fills in the forms. */
export async function playCustomers(
  stand: StandIns,
  over: Over,
  deeds: CustomerDeeds,
): Promise<void> {
  let read = 0
  await keepAt('a customer', over, async () => {
    const letters = await stand.lettersAfter(read)
    if (letters.length === 0) return false
    const orders = new Map((await stand.orders()).map((order) => [order.name, order]))
    // The oldest first: should one have to be opened again later, those after it wait with it.
    for (const letter of letters.toSorted((one, other) => one.id - other.id)) {
      const name = /#\d+/.exec(letter.subject)?.[0]
      const order = name ? orders.get(name) : undefined
      if (order) await answerLetter(letter, order, deeds)
      read = Math.max(read, letter.id)
    }
    return true
  })
}

/** A page that is broken for a moment is opened again later, as people do: the letter is still in the box. */
function patientVisitor(): FormVisitor {
  const visitor = formVisitor()
  const whole = (page: FoundPage): FoundPage => {
    if (page.status < 500 && page.status !== 429) return page
    throw new Error(`${page.url} answered ${page.status}`)
  }
  return {
    open: async (url) => whole(await visitor.open(url)),
    send: async (form, answers) => whole(await visitor.send(form, answers)),
  }
}

async function answerLetter(
  letter: ReadLetter,
  order: StoreOrder,
  deeds: CustomerDeeds,
): Promise<void> {
  const correct = linkIn(letter, 'correct')
  if (correct) deeds.corrections += await complete(correct, order)
  const confirm = linkIn(letter, 'confirm')
  if (confirm) deeds.confirmations += await pressTheButton(confirm, order)
  const survey = linkIn(letter, 'survey')
  if (survey) deeds.surveys += await answerTheSurvey(survey, order)
  const arrived = /arrived/i.test(letter.subject)
  if (arrived && sendsBack(order)) deeds.returns += await sendBack(letter)
}

/** Fills the form in, and again where the page asks for more (a region, once it knows the country). */
async function complete(url: string, order: StoreOrder): Promise<number> {
  const visitor = patientVisitor()
  let page = await visitor.open(url)
  for (let tries = 0; tries < 3; tries++) {
    const [form] = page.forms
    if (!form) return 0
    page = await visitor.send(form, answersOf(order.truth, form))
    if (page.status === 200) return 1
  }
  return notWhatWasMeant('correction', order, page)
}

async function pressTheButton(url: string, order: StoreOrder): Promise<number> {
  const visitor = patientVisitor()
  const page = await visitor.open(url)
  const [form] = page.forms
  if (!form) return notWhatWasMeant('confirmation', order, page)
  const answer = await visitor.send(form)
  return answer.status === 200 ? 1 : notWhatWasMeant('confirmation', order, answer)
}

async function answerTheSurvey(url: string, order: StoreOrder): Promise<number> {
  const visitor = patientVisitor()
  const score = scoreOf(order)
  const page = await visitor.open(`${url}?score=${score}`)
  // A few would rather not say.
  const declines = Number(order.name.replace(/\D/g, '')) % 13 === 5
  const form = page.forms.find((one) => one.fields['intent'] === (declines ? 'decline' : 'answer'))
  if (!form) return notWhatWasMeant('survey', order, page)
  const answer = await visitor.send(
    form,
    declines ? {} : { score: String(score), comment: score < 7 ? 'The box was wet.' : '' },
  )
  if (answer.status !== 200) return notWhatWasMeant('survey', order, answer)
  return declines ? 0 : 1
}

/** Said, for whoever looks why an order does not end. */
function notWhatWasMeant(what: string, order: StoreOrder, page: FoundPage): number {
  say(`  the ${what} of ${order.name} shows: ${page.status} ${page.text.slice(0, 200)}`)
  return 0
}

/** By the letter's own link, or by the button on the tracking page that it leads to. */
async function sendBack(letter: ReadLetter): Promise<number> {
  const visitor = patientVisitor()
  const direct = linkIn(letter, 'return')
  if (direct) return askForReturn(visitor, await visitor.open(direct))
  const track = linkIn(letter, 'track')
  if (!track) return 0
  const button = (await visitor.open(track)).forms.find((one) => one.method === 'post')
  return button ? askForReturn(visitor, await visitor.send(button)) : 0
}

async function askForReturn(visitor: FormVisitor, page: FoundPage): Promise<number> {
  const form = page.forms.find((one) => one.names.some((name) => /quantity/i.test(name)))
  // Nothing of it can come back: digital goods, or all of it was asked for before.
  if (!form) return 0
  const answers: Record<string, string> = {}
  for (const name of form.names) {
    const choices = form.choices[name]?.filter(Boolean) ?? []
    if (/quantity|qty/i.test(name)) answers[name] = '1'
    else if (choices.length > 0) answers[name] = choices[0] ?? ''
    else if (/note|comment/i.test(name)) answers[name] = 'It is a little too large for our shelf.'
  }
  const answer = await visitor.send(form, answers)
  if (answer.status !== 200)
    throw new Error(`the return page answered ${answer.status}: ${answer.text.slice(0, 500)}`)
  return 1
}
