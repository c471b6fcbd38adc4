// Reads a spreadsheet in its own thread, where what is too large for it ends the thread and nothing else.
import { parentPort, workerData } from 'node:worker_threads'
import readSheets from 'read-excel-file/node'

type Told = string | number | boolean | null
const cellOf = (value: unknown): Told => {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

try {
  const [first] = await readSheets(Buffer.from(workerData as Uint8Array), { trim: false })
  parentPort?.postMessage({ rows: (first?.data ?? []).map((row) => row.map(cellOf)) })
} catch {
  parentPort?.postMessage({ broken: true })
}
