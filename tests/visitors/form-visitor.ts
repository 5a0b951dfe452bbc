import { type HTMLElement, parse } from 'node-html-parser'

export interface FoundForm {
  readonly action: string
  readonly method: string
  /** Values as the page filled them in; of radios and boxes only what is checked. */
  readonly fields: Readonly<Record<string, string>>
  /** Every name the form can send. */
  readonly names: readonly string[]
  /** Options of each select and radio group. */
  readonly choices: Readonly<Record<string, readonly string[]>>
  readonly buttons: readonly {
    readonly name: string
    readonly value: string
    readonly words: string
  }[]
}
export interface FoundPage {
  readonly url: string
  readonly status: number
  readonly text: string
  readonly forms: readonly FoundForm[]
  readonly links: readonly string[]
}

const attribute = (element: HTMLElement, name: string) => element.getAttribute(name) ?? ''

interface Filling {
  readonly fields: Record<string, string>
  readonly choices: Record<string, string[]>
}

function readSelect(select: HTMLElement, name: string, { fields, choices }: Filling) {
  const options = select.querySelectorAll('option')
  choices[name] = options.map((option) => attribute(option, 'value'))
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
  fields[name] = chosen ? attribute(chosen, 'value') : ''
}

function readChoice(box: HTMLElement, name: string, { fields, choices }: Filling) {
  choices[name] = [...(choices[name] ?? []), attribute(box, 'value')]
  if (box.hasAttribute('checked')) fields[name] = attribute(box, 'value')
}

function readForm(form: HTMLElement, url: string): FoundForm {
  const filling: Filling = { fields: {}, choices: {} }
  const names = new Set<string>()
  for (const input of form.querySelectorAll('input, textarea, select')) {
    const name = attribute(input, 'name')
    const type = attribute(input, 'type')
    if (!name || type === 'submit') continue
    names.add(name)
    if (input.tagName === 'SELECT') readSelect(input, name, filling)
    else if (type === 'radio' || type === 'checkbox') readChoice(input, name, filling)
    else
      filling.fields[name] =
        input.tagName === 'TEXTAREA' ? input.textContent.trim() : attribute(input, 'value')
  }
  return {
    action: new URL(attribute(form, 'action') || url, url).href,
    method: (attribute(form, 'method') || 'get').toLowerCase(),
    ...filling,
    names: [...names],
    buttons: form.querySelectorAll('button, input[type=submit]').map((button) => ({
      name: attribute(button, 'name'),
      value: attribute(button, 'value'),
      words: (button.textContent || attribute(button, 'value')).trim(),
    })),
  }
}

/** Somebody with a plain browser: follows links and redirects, keeps cookies, fills in forms. */
export function formVisitor() {
  const cookies = new Map<string, string>()
  const visit = async (url: string, init: RequestInit = {}, hops = 0): Promise<FoundPage> => {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...init.headers,
      },
      signal: AbortSignal.timeout(30_000),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const target = response.headers.get('location')
    if (target && response.status >= 300 && response.status < 400 && hops < 5) {
      await response.body?.cancel()
      return visit(new URL(target, url).href, {}, hops + 1)
    }
    const html = parse(await response.text())
    return {
      url,
      status: response.status,
      text: html.structuredText,
      forms: html.querySelectorAll('form').map((form) => readForm(form, url)),
      links: html
        .querySelectorAll('a')
        .map((link) => new URL(attribute(link, 'href') || '#', url).href),
    }
  }
  return {
    open: (url: string) => visit(url),
    /** Sends a form as the page has it, with these answers put in. */
    send: (form: FoundForm, answers: Readonly<Record<string, string>> = {}) => {
      const body = new URLSearchParams({ ...form.fields, ...answers })
      if (form.method === 'get') return visit(`${form.action.split('?')[0]}?${body}`)
      return visit(form.action, {
        method: 'POST',
        body,
        headers: { origin: new URL(form.action).origin },
      })
    },
  }
}
export type FormVisitor = ReturnType<typeof formVisitor>
