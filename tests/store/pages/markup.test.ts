import { expect, test } from 'vitest'
import { html, jsonScript, safeHref, trusted } from './markup.ts'

test('what a buyer writes cannot become markup', () => {
  const name = `<script>alert("x")</script> & 'Søns'`
  expect(html`<p title="${name}">${name}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Søns&#39;">' +
      '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Søns&#39;</p>',
  )
})

test('pieces nest without being escaped twice, lists join, nothing stays nothing', () => {
  const items = ['a', '<b>'].map((one) => html`<li>${one}</li>`)
  expect(html`<ul>${items}</ul>${null}${false}${undefined}${0}`.text).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li></ul>0',
  )
  expect(html`${trusted('<hr>')}`.text).toBe('<hr>')
})

test('a value for a script cannot end the script', () => {
  const { text } = jsonScript('config', { note: '</script><!-- \u2028 & >' })
  expect(text.match(/<\/script>/g)).toHaveLength(1)
  const inside = />(.*)<\/script>$/.exec(text)?.[1] ?? ''
  expect(JSON.parse(inside)).toEqual({ note: '</script><!-- \u2028 & >' })
})

test('only harmless addresses become links', () => {
  expect(safeHref('https://track.example.com/1')).toBe('https://track.example.com/1')
  expect(safeHref('/store/x')).toBe('/store/x')
  for (const bad of ['javascript:alert(1)', ' javascript:x', 'data:text/html,x', '//evil.example'])
    expect(safeHref(bad)).toBe(null)
  expect(safeHref(null)).toBe(null)
})
