import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { acting, visitorAt } from '../../app/platform/acting.server.ts'
import { addressOf, asResponse, readRoute } from './signed-in-pages.ts'

interface FloorVisit {
  readonly file: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  /** Sent as a form when there is one: then the action answers. */
  readonly form?: Readonly<Record<string, string>>
  /** Where the form says it comes from; null: it does not say. */
  readonly origin?: string | null
}

/** A device of the floor without a browser: asks the routes of /floor in this process and keeps their cookies. */
export function floorVisitor() {
  const cookies = new Map<string, string>()
  const visit = async (what: FloorVisit): Promise<Response> => {
    const { file, params = {}, query = '', form, origin = 'http://app.test' } = what
    const { loader, action } = await readRoute(file)
    const address = addressOf(file, params)
    const url = `http://app.test${address.path}${query}`
    const request = new Request(url, {
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(origin === null ? {} : { origin }),
      },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    const run: ((args: LoaderFunctionArgs & ActionFunctionArgs) => unknown) | undefined = form
      ? action
      : loader
    if (!run) return new Response('no such door', { status: 405 })
    const answer = await acting(visitorAt(url), async () => {
      try {
        return asResponse(await run({ request, params: address.params, context: {} }))
      } catch (thrown) {
        if (thrown instanceof Response) return thrown
        throw thrown
      }
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (line.includes('Max-Age=0')) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  return { cookies, visit }
}
export type FloorVisitor = ReturnType<typeof floorVisitor>
