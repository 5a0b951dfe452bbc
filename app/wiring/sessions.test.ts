import { Session } from '@shopify/shopify-api'
import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { openDatabase } from '../platform/db.server.ts'
import { LastingSessions } from './sessions.server.ts'

test('a process that starts before its database loads sessions once it is there', async ({
  database,
}) => {
  const url = new URL(database.appUrl)
  url.pathname += '_late'
  const name = url.pathname.slice(1)
  const { sessions, close } = openDatabase(url.href, 2)
  const lasting = new LastingSessions(sessions)
  await expect(lasting.loadSession('offline_a')).rejects.toThrow('does not exist')
  await database.owner.query(`create database ${name} template template_orderwright`)
  const session = new Session({ id: 'offline_a', shop: 'a', state: '', isOnline: false })
  expect(await lasting.storeSession(session)).toBe(true)
  expect((await lasting.loadSession('offline_a'))?.shop).toBe('a')
  await close()
  await database.owner.query(`drop database ${name} with (force)`)
})
