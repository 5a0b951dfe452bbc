import { serveTasks } from './platform/threads/serve.server.ts'
import { serveTask } from './platform/threads/thread-task.ts'
import { planCartons, planCartonsTask } from './stages/pack/index.ts'
import {
  answerBins,
  answerTours,
  answerWalk,
  chooseBinsTask,
  planToursTask,
  planWalkTask,
} from './stages/pick/index.ts'

/** The door for planners: what runs in threads, off every request and job. */
serveTasks([
  serveTask(planCartonsTask, (request, { isOver }) => planCartons(request, isOver)),
  serveTask(planToursTask, answerTours),
  serveTask(planWalkTask, answerWalk),
  serveTask(chooseBinsTask, answerBins),
])
