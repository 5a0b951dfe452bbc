/** A form of ours has some hundred fields at most; work on very many costs every other visitor their turn. */
const mostFields = 5_000

/**
 * The form a page was sent. Zero bytes are taken out of its words: no person writes them and PostgreSQL takes no text
 * that has one.
 * @throws Response 400 when the body is no form, or is cut short; 413 when it has more than 5,000 fields.
 */
export async function readForm(request: Request): Promise<FormData> {
  const form = await parse(request)
  const clean = new FormData()
  for (const [name, value] of form)
    if (typeof value === 'string') clean.append(plain(name), plain(value))
    else clean.append(plain(name), value)
  return clean
}

async function parse(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  try {
    const bytes = Buffer.from(await request.arrayBuffer())
    if (hasMore(bytes, partedBy(type), mostFields))
      throw refused(413, `A form has at most ${mostFields} fields here.`)
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch (fault) {
    if (fault instanceof Response) throw fault
    throw refused(400, 'The form could not be read. Load the page again and send it once more.')
  }
}

/** What stands between two fields of a form of this type. */
function partedBy(type: string): string {
  const boundary = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  return boundary ? `--${boundary[1] ?? boundary[2]}` : '&'
}

/** Whether a mark stands more than so many times in bytes; no further is looked. */
function hasMore(bytes: Buffer, mark: string, most: number): boolean {
  let at = -1
  for (let times = 0; times <= most; times++) {
    at = bytes.indexOf(mark, at + 1)
    if (at < 0) return false
  }
  return true
}

const refused = (status: number, words: string): Response =>
  new Response(words, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

const plain = (text: string): string => text.replaceAll('\0', '')
