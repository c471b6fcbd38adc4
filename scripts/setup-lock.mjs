import * as fs from 'node:fs'
import { join } from 'node:path'

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const ownerOf = (lock) => {
  try {
    return Number(fs.readFileSync(join(lock, 'pid'), 'utf8'))
  } catch {
    return 0
  }
}

/** Takes a dead owner's lock away, unless somebody else has just done that and put up a new one. */
function takeAway(lock, owner) {
  const aside = `${lock}.${process.pid}.old`
  try {
    fs.renameSync(lock, aside)
    if (ownerOf(aside) === owner) fs.rmSync(aside, { recursive: true })
    else fs.renameSync(aside, lock)
  } catch {
    // Another one was faster.
  }
}

/** One set-up at a time in this checkout; others wait. The lock is a folder with its owner's pid, put in place as a whole. */
export function locked(root, { say, stop }, work) {
  const lock = join(root, 'tmp', 'setup.lock')
  const draft = `${lock}.${process.pid}`
  try {
    fs.mkdirSync(draft, { recursive: true })
    fs.writeFileSync(join(draft, 'pid'), String(process.pid))
  } catch {
    stop(
      `${root} に書き込めません。所有者を確認してください。`,
      `${root} cannot be written to. Check its owner.`,
    )
  }
  for (let told = false; ; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)) {
    try {
      fs.renameSync(draft, lock)
      break
    } catch {
      const owner = ownerOf(lock)
      if (owner && !isAlive(owner)) takeAway(lock, owner)
      else if (owner && !told) {
        say('ほかの準備が終わるのを待っています…', 'Waiting for another set-up to finish …')
        told = true
      }
    }
  }
  const release = () => fs.rmSync(lock, { recursive: true, force: true })
  process.on('exit', release)
  work()
  release()
  process.off('exit', release)
}
