import { parse } from 'node-html-parser'
import { expect, test } from 'vitest'
import { naughtyStrings } from '../../../tests/arrange/naughty-strings.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import { ConfirmationLetter, confirmationSubject } from './letter-confirmation.tsx'

const all = Object.entries(naughtyStrings)

test.each(all)('a letter shows it as text: %s', async (_, text) => {
  const order = {
    ...{ name: '#1', between: '€1.00', total: '€6.00', delivery: text, address: [text, text] },
    lines: [{ id: 'l', title: text, about: text, quantity: 1, price: '€5.00' }],
    ...({ kind: 'shipping', language: 'en' } as const),
  }
  const shop = { name: text, contact: { name: text, email: 'help@x.example', phone: text } }
  const letter = await renderLetter(
    ConfirmationLetter({ shop, order, customerName: text, ask: null }),
  )
  const page = parse(letter.html)
  expect(letter.text).toMatch(/Delivery, tax and discounts\s+€1\.00/)
  expect(page.querySelectorAll('script, img[onerror], svg, [onmouseover], [autofocus]')).toEqual([])
  expect(confirmationSubject({ name: '#1', language: 'en' }, text, false)).toContain('#1')
})
