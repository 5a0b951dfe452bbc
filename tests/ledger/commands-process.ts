/**
 * Some connections that do commands one after the other, as a process of its own that can be killed. It is told
 * what to do by one message, and tells of every command when it is over.
 */
import { openDatabase } from '#app/platform/db.server.ts'
import { conflictsRetried } from '#app/platform/in-turn.server.ts'
import { commandAt } from './commands.ts'
import { carryOutWith } from './faults.ts'
import { type Done, planShape } from './plan.ts'

const tell = (done: Done) => process.send?.(done)

process.once('message', async (told) => {
  const plan = planShape.parse(told)
  const { db, close } = openDatabase(plan.url, plan.from.length)
  const connection = async ({ id, nth: first }: { id: number; nth: number }) => {
    for (let nth = first; nth < plan.each; nth++) {
      const command = commandAt(plan.ground, plan, id, nth)
      const start = Date.now()
      const answer = await carryOutWith(plan.fault, db, plan.ground, command)
      tell({ id, nth, start, end: Date.now(), answer, conflicts: conflictsRetried() })
    }
  }
  await Promise.all(plan.from.map(connection))
  await close()
  process.disconnect()
})
