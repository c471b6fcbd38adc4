// What the same pictures cost with sharp alone: read, convert, nothing else. Prints how long each list took as one JSON line.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import sharp from 'sharp'

export type Wish = {
  file: string
  width: number
  height: number
  format: 'jpeg' | 'webp' | 'avif'
  quality: number
}

const wishes = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Wish[]
const options = { jpeg: { progressive: true }, webp: {}, avif: { effort: 3 } }
sharp.cache(false)

const convert = ({ file, width, height, format, quality }: Wish): Promise<Buffer> =>
  sharp(readFileSync(file))
    .autoOrient()
    .resize(width, height, { fit: 'fill' })
    .toFormat(format, { quality, ...options[format] })
    .toBuffer()

// Both sides have made a picture before they are measured.
await convert(wishes[0]!)
const hash = createHash('sha256')
const started = performance.now()
for (const wish of wishes) hash.update(await convert(wish))
console.log(JSON.stringify({ ms: performance.now() - started, hash: hash.digest('hex') }))
