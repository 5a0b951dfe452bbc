import type { Log } from './log.server.ts'

/**
 * Prisma ends a transaction that took too long from a timer of its own. Where the connection is gone by then, what the
 * database says to that is thrown at nobody and would end the process; the transaction's own work has failed and said
 * so. Everything else that nobody caught ends the process, as it should.
 */
export function surviveLateTransactions(log: Log): void {
  process.on('unhandledRejection', (fault) => {
    // Prisma's adapter passes some of the driver's faults on as they are: only where they come from tells.
    if (!(fault instanceof Error && fault.stack?.includes(' PgTransaction.'))) throw fault
    log.warn({ err: fault.message }, 'a transaction that took too long had lost its connection')
  })
}
