import { serveTasks } from './platform/threads/serve.server.ts'

/** The door for planners: what runs in threads, off every request and job. */
serveTasks([])
