import { BadRequest, type RouteContext, type RouteRequest, redirect } from '../http.ts'
import { type StaffMember, staff } from '../staff.ts'

const cookieName = 'stand_in_user'

/** Who sits at this browser; the owner until somebody switches. */
export function staffMember(request: Pick<RouteRequest, 'headers'>): StaffMember {
  const found = new RegExp(`(?:^|;\\s*)${cookieName}=(\\d+)`).exec(request.headers.cookie ?? '')
  const id = Number(found?.[1])
  return staff.find((one) => one.id === id) ?? staff[0]
}

/**
 * Refuses a form that another site's page sent with this browser's cookie.
 * A script without a browser sends no Origin and is let through.
 */
export function demandOwnOrigin({ request, store }: RouteContext): void {
  const { origin } = request.headers
  if (origin !== undefined && origin !== new URL(store.baseUrl).origin) {
    throw new BadRequest(`a form of ${origin} is not taken here`, 403)
  }
}

/** `POST …/user` with `user` and `back`: sits somebody else at this browser. */
export function switchUser(context: RouteContext) {
  demandOwnOrigin(context)
  const form = new URLSearchParams(context.request.body.toString('utf8'))
  const found = staff.find((one) => String(one.id) === form.get('user'))
  if (!found) throw new BadRequest(`no member of staff "${form.get('user')}"`)
  const back = form.get('back') ?? ''
  const to = /^\/store\/[^\\]*$/.test(back) ? back : `/store/${context.params['shop']}/admin`
  const cookie = `${cookieName}=${found.id}; Path=/store; SameSite=Lax; HttpOnly`
  return { ...redirect(to, 303), headers: { location: to, 'set-cookie': cookie } }
}
