import { readFileSync } from 'node:fs'

/** The scopes of shopify.app.toml, so that the demo asks for what the app asks for. */
export function scopes(): string {
  const found = /^scopes = "([^"]+)"/m.exec(readFileSync('shopify.app.toml', 'utf8'))?.[1]
  if (!found) throw new Error('shopify.app.toml names no scopes')
  return found
}
