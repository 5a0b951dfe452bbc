import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readConfig } from './config.server.ts'

const key = randomBytes(32).toString('base64')
const environment = {
  ...{ DATABASE_URL: 'postgres://a', OWNER_DATABASE_URL: 'postgres://b' },
  ...{ SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'a-secret-of-the-app', SCOPES: 'read_orders' },
  ...{ MASTER_KEY: key, LINK_KEY: key, SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@shop.test' },
  SHOPIFY_APP_URL: 'http://127.0.0.1:3000',
}

test('reached by https, it has to be said who stands in front: else everybody comes from one address', () => {
  expect(readConfig(environment).TRUSTED_PROXIES).toBe(0)
  const secure = { ...environment, SHOPIFY_APP_URL: 'https://app.example.com' }
  expect(() => readConfig(secure)).toThrow(/TRUSTED_PROXIES: must say how many proxies in front/)
  for (const said of [0, 2])
    expect(readConfig({ ...secure, TRUSTED_PROXIES: String(said) }).TRUSTED_PROXIES).toBe(said)
})

test('everything that is missing or wrong is named at once, and no value is told', () => {
  const wrong = {
    ...environment,
    MASTER_KEY: 'short',
    MAIL_FROM: '',
    SHOPIFY_APP_URL: 'https://a.test',
  }
  const told = () => readConfig(wrong)
  for (const name of ['MASTER_KEY', 'MAIL_FROM', 'TRUSTED_PROXIES']) expect(told).toThrow(name)
  expect(told).not.toThrow('short')
})
