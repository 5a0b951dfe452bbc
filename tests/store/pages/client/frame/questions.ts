import type { Question } from '../messages.ts'
import type { FrameConfig } from './config.ts'
import { mayDiscard, scanBarcode } from './dialogs.ts'
import { pickResources } from './resource-picker.ts'

async function post(address: string, body: unknown): Promise<unknown> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  if (response.ok) return answer
  const told =
    typeof answer === 'object' && answer !== null && 'errors' in answer ? answer.errors : ''
  throw new Error(`${response.status}: ${String(told)}`)
}

async function idToken(config: FrameConfig): Promise<unknown> {
  const answer = await post(`${config.admin}/id-token`, {})
  return typeof answer === 'object' && answer !== null && 'idToken' in answer
    ? answer.idToken
    : null
}

/** Answers what the app asks the admin. @throws Error with words for the app. */
export async function answer(
  what: Question,
  detail: unknown,
  config: FrameConfig,
): Promise<unknown> {
  switch (what) {
    case 'idToken':
      return idToken(config)
    case 'user': {
      const { id, name, email, owner } = config.user
      return { id, name, email, accountAccess: owner ? 'Account owner' : 'Limited' }
    }
    case 'resourcePicker':
      return pickResources(config.admin, detail)
    case 'scan':
      return scanBarcode()
    case 'adminApi':
      return post(`${config.admin}/direct-api`, detail)
    case 'leave':
      return mayLeave()
  }
}

/** Never settles when the merchant stays, as at Shopify. */
export async function mayLeave(): Promise<true> {
  const text = 'If you leave, what you changed here is lost.'
  if (await mayDiscard('Leave page with unsaved changes?', text, 'Leave page')) return true
  return new Promise(() => undefined)
}
