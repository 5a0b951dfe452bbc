import { render } from '@react-email/render'
import { compile } from 'html-to-text'
import type { ReactElement } from 'react'

/** Made once: reading the selectors costs a third of what a letter does. Of two that fit an element the later counts. */
const plainText = compile({
  wordwrap: 78,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: '[data-skip-in-text=true]', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: false } },
    { selector: 'a[href^="tel:"]', format: 'inline' },
    { selector: 'h1', options: { uppercase: false } },
    ...['td', 'th'].map((selector) => ({
      ...{ selector, format: 'block' },
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
  ],
})

/** A letter in both its forms: HTML for mail programs, plain text for the rest and for screen readers. */
export async function renderLetter(
  letter: ReactElement,
): Promise<{ readonly html: string; readonly text: string }> {
  const html = await render(letter)
  return { html, text: plainText(html) }
}
