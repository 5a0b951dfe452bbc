import { expect, test } from 'vitest'
import { languages } from '../../kernel/language.ts'
import { shopperAnswer } from './answer.server.ts'
import { Problems, ShopperForm, TextField } from './form.tsx'
import { LinkTroublePage, linkTroubleStatus } from './link-trouble.tsx'
import { Block, Lines, ShopperPage } from './page.tsx'

const shop = { name: 'Marlow & Sons', contact: { name: '', email: 'a@example.com', phone: '' } }

test('a page carries its own style, loads nothing, and is kept and framed nowhere', async () => {
  const answer = shopperAnswer(
    <ShopperPage shop={shop} title="Hello">
      x
    </ShopperPage>,
  )
  const html = await answer.text()
  expect(html.startsWith('<!doctype html><html lang="en">')).toBe(true)
  expect(html.match(/<style>/g)).toHaveLength(1)
  expect(html).not.toMatch(/<script|<link|@import|url\(/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
})

test('names and lines are escaped and keep the direction of their script', async () => {
  const html = await shopperAnswer(
    <ShopperPage shop={shop} title="</head><b>">
      <Block lines={['רחוב <b>']} />
      <Lines
        lines={[{ id: '1', title: '<i>', about: '', quantity: 2, price: '', imageUrl: null }]}
      />
    </ShopperPage>,
  ).text()
  expect(html).toContain('<div dir="auto">רחוב &lt;b&gt;</div>')
  expect(html).toContain('2 × <bdi>&lt;i&gt;</bdi>')
  expect(html).not.toContain('<b>')
})

test('a field with an error says so to those who cannot see it, and keeps what was typed', async () => {
  const html = await shopperAnswer(
    <ShopperForm button="Send">
      <Problems problems={[{ field: 'zip', text: 'Please check the postcode.' }]} />
      <TextField
        name="zip"
        label="Postcode"
        value={'"1&'}
        error="Please check the postcode."
        required
      />
    </ShopperForm>,
    400,
  ).text()
  expect(html).toContain('aria-invalid="true"')
  expect(html).toContain('aria-describedby="zip-error"')
  expect(html).toContain('value="&quot;1&amp;"')
  expect(html).toContain('<a href="#zip">')
})

test('a link that does not open says why, and nothing about whose it was', async () => {
  for (const trouble of ['broken', 'expired', 'revoked'] as const) {
    const html = await shopperAnswer(<LinkTroublePage shop={shop} trouble={trouble} />).text()
    expect(html.slice(html.indexOf('<main'))).not.toMatch(/#\d|order \d/i)
    expect(linkTroubleStatus(trouble)).toBeGreaterThanOrEqual(404)
  }
})

test('of a link that the shop closed no language says that all is settled: the order may still wait', async () => {
  for (const language of languages) {
    const page = <LinkTroublePage shop={shop} trouble="revoked" language={language} />
    const html = await shopperAnswer(page).text()
    expect(html).not.toMatch(
      /settled|needed|erledigt|gebraucht|réglée|nécessaire|resuelto|falta|geregeld|nodig/,
    )
    expect(html).toContain('a@example.com')
  }
})
