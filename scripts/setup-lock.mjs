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

/** Process ids in the lock: the owner and, after it, the npm it runs. */
const ownersOf = (lock) => {
  try {
    return fs.readFileSync(join(lock, 'pids'), 'utf8').trim().split('\n').map(Number)
  } catch {
    return []
  }
}

/** Takes the lock of the dead away, unless somebody else has just done that and put up a new one. */
function takeAway(lock, owners) {
  const aside = `${lock}.${process.pid}.old`
  try {
    fs.renameSync(lock, aside)
    if (ownersOf(aside)[0] === owners[0]) fs.rmSync(aside, { recursive: true })
    else fs.renameSync(aside, lock)
  } catch {
    // Another one was faster.
  }
}

/** One set-up at a time in this checkout; others wait. The lock is a folder with its owner's pid, put in place as a whole. */
export async function locked(root, { say, stop }, work) {
  const lock = join(root, 'tmp', 'setup.lock')
  const draft = `${lock}.${process.pid}`
  try {
    fs.mkdirSync(draft, { recursive: true })
    fs.writeFileSync(join(draft, 'pids'), `${process.pid}\n`)
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
      const owners = ownersOf(lock)
      if (owners.length > 0 && !owners.some(isAlive)) takeAway(lock, owners)
      else if (owners.length > 0 && !told) {
        say('ほかの準備が終わるのを待っています…', 'Waiting for another set-up to finish …')
        told = true
      }
    }
  }
  const release = () => fs.rmSync(lock, { recursive: true, force: true })
  process.on('exit', release)
  await work((pid) => fs.appendFileSync(join(lock, 'pids'), `${pid}\n`))
  release()
  process.off('exit', release)
}
