// The process for images: what a hostile one breaks, fills or holds up is this process, which the server ends and starts again.
import { setPriority } from 'node:os'
import sharp from 'sharp'
import { lookAt } from './image-look.ts'
import { render } from './image-render.ts'
import type { Answered, Task } from './image-process.ts'

/** Readers of entries come first, on the same cores. Before the threads start: each inherits it. */
setPriority(10)
sharp.cache(false)
sharp.concurrency(1)
// Nothing but the formats that are looked at: no SVG with its texts and files, no loaders of other programs.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map((name) => `VipsForeignLoad${name}Buffer`),
})

const mostMemoryBytes = 2 * 1024 ** 3
setInterval(() => {
  if (process.memoryUsage.rss() > mostMemoryBytes) process.exit(1)
}, 200).unref()

// A terminal's Ctrl-C reaches all at once; this process ends with the server, when that has answered.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit())

process.on('message', async (task: Task) => {
  const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength)
  let answered: Answered
  try {
    answered = task.plan
      ? { picture: await render(bytes, task.plan) }
      : { look: await lookAt(bytes, task.type) }
  } catch {
    answered = { broken: true }
  }
  process.send?.(answered)
})
