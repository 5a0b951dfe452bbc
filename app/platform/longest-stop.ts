/** How long a worker stops at most. A job may take 20 s (a drain); whoever stops us waits half a minute as a rule. */
export const longestStopMs = 25_000
