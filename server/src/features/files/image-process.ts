// One child process that works on one image at a time. It starts at the first task and again after it was lost, and ends when it has had
// nothing to do for a while.
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Look } from './image-look.ts'
import type { Plan } from './transform-plan.ts'

/** Most pixels of all frames together: unpacked they are a gigabyte. */
export const mostPixels = 268_000_000

/** With a plan: make it. Without: look at the image, whose media type is known. */
export type Task = { bytes: Uint8Array } & ({ plan: Plan } | { plan?: undefined; type: string })
export type Answered = { picture: Uint8Array } | { look: Look | 'too large' } | { broken: true }
export type Done = Answered | { lost: 'ended' | 'too slow' }

const entry = fileURLToPath(new URL('./image-worker.ts', import.meta.url))

export type ImageProcess = ReturnType<typeof imageProcess>

export function imageProcess({ timeoutMs, idleMs }: { timeoutMs: number; idleMs: number }) {
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined

  function started(): ChildProcess {
    clearTimeout(idle)
    if (child?.connected) return child
    const made = fork(entry, [], {
      serialization: 'advanced',
      execArgv: [],
      // It needs no settings, and above all no keys. Fewer arenas: memory of finished images goes back. No warnings: each broken
      // image would write some.
      env: { MALLOC_ARENA_MAX: '2', VIPS_WARNING: '0' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    made.on('error', () => undefined)
    made.once('exit', () => {
      if (child === made) child = undefined
    })
    child = made
    return made
  }

  /** Ends it at once; it has nothing of its own to finish. */
  function end(): void {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = undefined
  }

  return {
    /** Never throws, never more than one at a time. */
    run(task: Task): Promise<Done> {
      const worker = started()
      const { promise, resolve } = Promise.withResolvers<Done>()
      const finish = (done: Done) => {
        clearTimeout(limit)
        worker.off('message', answered).off('exit', gone).off('error', gone)
        resolve(done)
        idle = setTimeout(end, idleMs).unref()
      }
      const answered = (message: unknown) => finish(message as Answered)
      const gone = () => finish({ lost: 'ended' })
      const limit = setTimeout(() => {
        finish({ lost: 'too slow' })
        end()
      }, timeoutMs)
      worker.on('message', answered).once('exit', gone).once('error', gone)
      worker.send(task, (error) => {
        if (error) gone()
      })
      return promise
    },
    end,
    pid: () => child?.pid,
  }
}
