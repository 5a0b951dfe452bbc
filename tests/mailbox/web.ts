import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Box } from './box.ts'
import { framed, listPage, mailPage, notFound } from './pages.ts'

const search = z.object({
  to: z.string().min(1).optional(),
  q: z.string().min(1).optional(),
  after: z.coerce.number().int().optional(),
})

interface Answer {
  readonly status: number
  readonly type: 'text/html' | 'application/json'
  readonly body: string
}
const html = (body: string, status = 200): Answer => ({ status, type: 'text/html', body })
const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})

function api(box: Box, method: string, url: URL): Answer {
  if (url.pathname === '/messages') {
    if (method === 'DELETE') {
      box.empty()
      return json({ messages: [] })
    }
    const asked = search.safeParse(Object.fromEntries(url.searchParams))
    return asked.success
      ? json({ messages: box.find(definedOf(asked.data)) })
      : json({ error: z.prettifyError(asked.error) }, 400)
  }
  const mail = box.get(Number(url.pathname.slice('/messages/'.length)))
  return mail ? json(mail) : json({ error: 'no such letter' }, 404)
}

const definedOf = ({ to, q, after }: z.infer<typeof search>) => ({
  ...(to === undefined ? {} : { to }),
  ...(q === undefined ? {} : { q }),
  ...(after === undefined ? {} : { after }),
})

function answer(box: Box, method: string, url: URL): Answer {
  const { pathname, searchParams } = url
  if (pathname === '/') {
    const q = searchParams.get('q') ?? ''
    const found = q.includes('@') ? box.find({ to: q }) : []
    return html(listPage(found.length > 0 ? found : box.find({ q }), q))
  }
  if (pathname === '/messages' || pathname.startsWith('/messages/')) return api(box, method, url)
  const [, id = '', part = ''] = /^\/mails\/(\d+)(\/html)?$/.exec(pathname) ?? []
  const mail = id ? box.get(Number(id)) : null
  if (!mail) return html(notFound(), 404)
  if (part) return html(framed(mail.html || `<pre>${mail.text}</pre>`))
  return html(mailPage(mail, searchParams.get('view') === 'text' ? 'text' : 'html'))
}

/** The web page and the JSON API over the caught letters. A letter's own HTML may run and fetch nothing. */
export function mailWeb(box: Box): Server {
  return createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://mailbox')
    const { status, type, body } = answer(box, request.method ?? 'GET', url)
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      ...(type === 'text/html'
        ? {
            'content-security-policy':
              "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-src 'self'; form-action 'self'",
          }
        : {}),
    })
    response.end(body)
  })
}
