import { render, toPlainText } from '@react-email/render'
import type { ReactElement } from 'react'

/** A letter in both its forms: HTML for mail programs, plain text for the rest and for screen readers. */
export async function renderLetter(
  letter: ReactElement,
): Promise<{ readonly html: string; readonly text: string }> {
  const html = await render(letter)
  const text = toPlainText(html, {
    wordwrap: 78,
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: false } },
      { selector: 'a[href^="tel:"]', format: 'inline' },
      { selector: '[data-skip-in-text=true]', format: 'skip' },
    ],
  })
  return { html, text }
}
