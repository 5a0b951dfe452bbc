import type { CaughtMail } from './mail.ts'

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const style = `
:root { color-scheme: light dark; --line: #d5dae0; --quiet: #5c6570; --link: #1756a9; --bar: #f1f2f4 }
@media (prefers-color-scheme: dark) { :root { --line: #3a4048; --quiet: #a9b2bd; --link: #8ab8f5; --bar: #22262b } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.45 system-ui, sans-serif }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 12px 16px; background: var(--bar); border-bottom: 1px solid var(--line) }
header h1 { font-size: 18px; margin: 0; flex: 1 }
main { max-width: 880px; margin: 0 auto; padding: 12px 16px }
a { color: var(--link) }
input, button { font: inherit; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; min-height: 40px }
ul.mails { list-style: none; margin: 0; padding: 0 }
ul.mails a { display: block; padding: 12px 4px; border-bottom: 1px solid var(--line); text-decoration: none; color: inherit }
ul.mails a:hover, ul.mails a:focus { background: var(--bar) }
.subject { font-weight: 600; overflow-wrap: anywhere }
.quiet { color: var(--quiet); font-size: 14px; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 0 0 12px }
dt { color: var(--quiet) } dd { margin: 0; overflow-wrap: anywhere }
iframe { width: 100%; height: 72vh; border: 1px solid var(--line); border-radius: 8px; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; border: 1px solid var(--line); border-radius: 8px }
nav { display: flex; gap: 16px; margin: 8px 0 12px }
nav [aria-current] { color: inherit; font-weight: 600; text-decoration: none }
`

const page = (title: string, header: string, main: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><header>${header}</header><main>${main}</main></body></html>`

const clock = (iso: string) =>
  `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`

/** All letters, newest first. */
export function listPage(mails: readonly CaughtMail[], search: string): string {
  const rows = mails.map(
    (mail) => `<li><a href="/mails/${mail.id}">
<div class="subject" dir="auto">${escaped(mail.subject || '(no subject)')}</div>
<div class="quiet">to ${escaped(mail.to.join(', '))} · from <bdi>${escaped(mail.from)}</bdi> · ${clock(mail.at)}${mail.again ? ' · sent again' : ''}</div></a></li>`,
  )
  const none = search
    ? 'No letter matches.'
    : 'No letters yet. They appear here as the app sends them.'
  return page(
    `Mailbox (${mails.length})`,
    `<h1>Mailbox</h1>
<form role="search"><label class="quiet" for="q">Search</label> <input id="q" name="q" type="search" value="${escaped(search)}" placeholder="Address, subject or text"></form>`,
    rows.length > 0 ? `<ul class="mails">${rows.join('')}</ul>` : `<p>${none}</p>`,
  )
}

/** One letter, as HTML in a frame that may run nothing, or as plain text. */
export function mailPage(mail: CaughtMail, view: 'html' | 'text'): string {
  const tab = (name: 'html' | 'text', label: string) =>
    `<a href="/mails/${mail.id}${name === 'text' ? '?view=text' : ''}"${view === name ? ' aria-current="page"' : ''}>${label}</a>`
  const unsubscribe = mail.headers['list-unsubscribe']
  const body =
    view === 'html'
      ? `<iframe title="The letter" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" src="/mails/${mail.id}/html"></iframe>`
      : `<pre dir="auto">${withLinks(mail.text)}</pre>`
  return page(
    mail.subject,
    `<h1 dir="auto">${escaped(mail.subject)}</h1><a href="/">All letters</a>`,
    `<dl><dt>From</dt><dd><bdi>${escaped(mail.from)}</bdi></dd><dt>To</dt><dd>${escaped(mail.to.join(', '))}</dd>
<dt>Answers to</dt><dd>${escaped(mail.replyTo || mail.from)}</dd><dt>Sent</dt><dd>${clock(mail.at)}</dd>
${unsubscribe ? `<dt>Unsubscribe</dt><dd>${escaped(unsubscribe)}</dd>` : ''}</dl>
<nav aria-label="Views">${tab('html', 'Letter')}${tab('text', 'Plain text')}</nav>${body}`,
  )
}

const withLinks = (text: string): string =>
  escaped(text).replace(
    /https?:\/\/[^\s<]+/g,
    (url) => `<a target="_blank" rel="noopener" href="${url}">${url}</a>`,
  )

/** The letter itself; its links open beside the mailbox. */
export const framed = (html: string): string =>
  html.includes('<head>')
    ? html.replace('<head>', '<head><base target="_blank">')
    : `<base target="_blank">${html}`

export const notFound = (): string =>
  page('Not here', '<h1>Mailbox</h1><a href="/">All letters</a>', '<p>There is no such letter.</p>')
