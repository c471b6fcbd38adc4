import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dozo } from '../server/test/crash/dozo-process.ts'
import type { Bench } from './bench.ts'
import { node, settleDatabase, startDozo } from './dozo.ts'
import { median, printTable } from './measure.ts'
import { onceEach } from './once-each.ts'
import { photo, upload } from './photos.ts'
import type { Wish } from './rival-images.ts'

const photos = 6
const looks = [
  { width: 640, height: 427, format: 'webp' },
  { width: 1080, height: 720, format: 'webp' },
  { width: 1080, height: 720, format: 'jpeg' },
  { width: 640, height: 427, format: 'avif' },
] as const
/** Those that are open to everyone: each round wants another one, so that no picture is there already. */
const qualities = [50, 60, 70, 75, 80, 85, 90]

export const images: Bench = {
  name: 'images',
  compares: 'pictures that nobody has asked for yet, through Dozo / the same ones by sharp alone',
  goal: '>= 0.85x',
  async run({ rounds = 5 }) {
    const dozo = await startDozo()
    try {
      for (let n = 0; n < photos; n++) {
        const bytes = await photo(n)
        writeFileSync(fileOf(dozo, n), bytes)
        await upload(dozo, `photo-${n}.jpg`, bytes)
      }
      await settleDatabase(dozo)
      await (await fetch(`${dozo.siteUrl}/files/photo-0.jpg?w=16`)).arrayBuffer()
      const rows: string[][] = []
      const ratios: number[] = []
      for (const quality of qualities.slice(0, rounds)) {
        const wishes = wishesOf(dozo, quality)
        const ours = await onceEach(wishes.map(addressOf), {
          origin: dozo.siteUrl,
          folder: dozo.dataDir,
          atOnce: 4,
        })
        const alone = await byItself(dozo, wishes)
        if (alone.hash !== (await hashOf(dozo, wishes))) throw new Error('the pictures are not the same')
        ratios.push(ours / alone.perSecond)
        rows.push([String(quality), ours.toFixed(1), alone.perSecond.toFixed(1), ratios.at(-1)!.toFixed(2)])
      }
      printTable(['quality', 'Dozo/s', 'sharp/s', 'ratio'], rows)
      const value = median(ratios)
      return { value, unit: 'x', ok: value >= 0.85 }
    } finally {
      await dozo.end()
    }
  },
}

const fileOf = (dozo: Dozo, n: number) => join(dozo.dataDir, `photo-${n}.jpg`)
const wishesOf = (dozo: Dozo, quality: number): Wish[] =>
  Array.from({ length: photos }, (_, n) => n).flatMap((n) =>
    looks.map((look) => ({ ...look, file: fileOf(dozo, n), quality })),
  )
const addressOf = ({ file, width, format, quality }: Wish) =>
  `/files/${file.slice(file.lastIndexOf('/') + 1)}?w=${width}&format=${format}&q=${quality}`

/** On the core that the server has at its turn. */
async function byItself(dozo: Dozo, wishes: readonly Wish[]) {
  const list = join(dozo.dataDir, 'wishes.json')
  writeFileSync(list, JSON.stringify(wishes))
  const child = node(0, ['bench/rival-images.ts', list])
  let text = ''
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const { ms, hash } = JSON.parse(text) as { ms: number; hash: string }
  return { perSecond: (wishes.length * 1000) / ms, hash }
}

async function hashOf(dozo: Dozo, wishes: readonly Wish[]): Promise<string> {
  const hash = createHash('sha256')
  for (const wish of wishes) {
    const answer = await fetch(dozo.siteUrl + addressOf(wish))
    hash.update(Buffer.from(await answer.arrayBuffer()))
  }
  return hash.digest('hex')
}
