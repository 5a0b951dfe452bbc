import { hostThreads } from './platform/threads/host.server.ts'

/** The door of the process that planners' threads live in. */
hostThreads()
