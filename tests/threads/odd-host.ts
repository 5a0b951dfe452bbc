/** The process that the odd tasks' threads live in. */
import { hostThreads } from '../../app/platform/threads/host.server.ts'

hostThreads()
