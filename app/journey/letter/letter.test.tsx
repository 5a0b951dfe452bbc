import { expect, test } from 'vitest'
import {
  Letter,
  LetterBlock,
  LetterButton,
  LetterGreeting,
  LetterLines,
  LetterText,
  renderLetter,
} from './index.ts'

const shop = {
  name: 'Marlow & Sons',
  contact: { name: 'Sinéad', email: 'hello@example.com', phone: '+353 21 427 7000' },
}

const letter = (name: string) => (
  <Letter shop={shop} preview="Your order #1001" title="Please check <this>">
    <LetterGreeting name={name} />
    <LetterText>Something is missing.</LetterText>
    <LetterLines
      lines={[
        { title: 'خزانة', about: 'أحمر', quantity: 2, price: '€20.00' },
        { title: 'خزانة', about: 'أحمر', quantity: 2, price: '€20.00' },
      ]}
      total={{ label: 'Summe', amount: '€40.00' }}
    />
    <LetterBlock lines={['רחוב דיזנגוף 100', 'תל אביב-יפו']} />
    <LetterButton href="https://shop.example/a?b=1&c=2">Complete the details</LetterButton>
  </Letter>
)

test('a letter says the same in plain text, with the link and whom to ask', async () => {
  const { html, text } = await renderLetter(letter('محمد آل مكتوم'))
  for (const said of [
    'Please check <this>',
    'Hello محمد آل مكتوم,',
    '2 × خزانة',
    'Summe',
    '€40.00',
    'רחוב דיזנגוף 100',
    'https://shop.example/a?b=1&c=2',
    'hello@example.com',
    '+353 21 427 7000',
  ])
    expect(text).toContain(said)
  expect(html).toContain('Please check &lt;this&gt;')
  expect(html).toContain('href="https://shop.example/a?b=1&amp;c=2"')
  expect(html).toMatch(/<bdi dir="auto">محمد/)
})

test('what a customer typed cannot become markup', async () => {
  const { html } = await renderLetter(letter('<img src=x onerror=alert(1)>'))
  expect(html).not.toContain('<img src=x')
  expect(html).toContain('&lt;img src=x')
})

test('a letter fetches nothing: no pictures, fonts or scripts from elsewhere', async () => {
  const { html } = await renderLetter(letter(''))
  expect(html).not.toMatch(/<(script|img|iframe)|url\(|@import|<link[^>]+stylesheet/)
  expect(html).toContain('Hello,')
})
