/**
 * The form a page was sent. Zero bytes are taken out of its words: no person writes them and PostgreSQL takes no text
 * that has one.
 * @throws Response 400 when the body is no form, or is cut short.
 */
export async function readForm(request: Request): Promise<FormData> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    throw new Response('The form could not be read. Load the page again and send it once more.', {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  }
  const clean = new FormData()
  for (const [name, value] of form)
    if (typeof value === 'string') clean.append(plain(name), plain(value))
    else clean.append(plain(name), value)
  return clean
}

const plain = (text: string): string => text.replaceAll('\0', '')
