// `npm run bench` lists the benchmarks, `npm run bench -- NAME` runs one; its last line is `result NAME VALUE UNIT`.
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { consoleList } from './console-list.ts'
import { consoleSize } from './console-size.ts'
import { consoleTyping } from './console-typing.ts'
import { crash } from './crash.ts'
import { deliveryCached } from './delivery-cached.ts'
import { deliveryCold } from './delivery-cold.ts'
import { deliveryList } from './delivery-list.ts'
import { cores, pinned } from './dozo.ts'
import { filesCached } from './files-cached.ts'
import { images } from './images.ts'
import { importing } from './import.ts'
import { importMillion } from './import-million.ts'
import { memory } from './memory.ts'
import { printTable } from './measure.ts'
import { scale } from './scale.ts'
import { searchQuality } from './search-quality.ts'
import { search } from './search.ts'
import { upload } from './upload.ts'
import { writes } from './writes.ts'

const benches: Bench[] = [
  deliveryCached,
  deliveryList,
  deliveryCold,
  images,
  filesCached,
  scale,
  writes,
  search,
  searchQuality,
  importing,
  importMillion,
  upload,
  memory,
  crash,
  consoleSize,
  consoleList,
  consoleTyping,
]

const number = { type: 'string' } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: number, seconds: number, entries: number, seed: number, megabytes: number },
})
const asked = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]))
const [name] = positionals
const bench = benches.find((one) => one.name === name)
if (bench) {
  console.log(`${bench.name}: ${bench.compares}`)
  console.log(`goal ${bench.goal}; ${cores} cores${pinned ? ', pinned' : ', not pinned'}\n`)
  const { value, unit, ok } = await bench.run(asked)
  console.log(`result ${bench.name} ${unit === 'x' ? value.toFixed(2) : value} ${unit}`)
  process.exitCode = ok ? 0 : 1
} else {
  if (name) console.error(`There is no benchmark called ${name}.\n`)
  printTable(
    ['name', 'compares', 'goal'],
    benches.map((one) => [one.name, one.compares, one.goal]),
  )
  process.exitCode = name ? 2 : 0
}
