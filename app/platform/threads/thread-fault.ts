import { Fault } from '../../kernel/faults.ts'

/** A task in a thread came to nothing. The message says which and why. */
export class ThreadFault extends Fault {
  readonly code: 'thread_died' | 'thread_out_of_memory' | 'thread_overdue' | 'thread_task_failed'
  readonly retry: 'later' | 'never'
  constructor(code: ThreadFault['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    // The same input would fill the memory or fail again; a thread that died or hung may have had bad luck.
    this.retry = code === 'thread_died' || code === 'thread_overdue' ? 'later' : 'never'
  }
}
