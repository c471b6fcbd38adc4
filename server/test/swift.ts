// An OpenStack Swift of the test's own: a real server that speaks S3, and refuses what is signed wrongly.
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { storagePlace, type S3Place } from '#platform/storage/storage-place.ts'

export const keys = { id: 'test:tester', secret: 'testing' }

export type Swift = {
  endpoint: string
  /** A new bucket, as `DOZO_STORAGE` names it; `at`: by another way to the server. */
  bucket(at?: string): Promise<string>
  stop(): Promise<void>
}

/** `python`: of the system, which has Debian's Swift. Resolves when it listens. */
export async function startSwift(python: string): Promise<Swift> {
  const folder = await mkdtemp(join(tmpdir(), 'dozo-swift-'))
  const program = join(import.meta.dirname, 'swift.py')
  const child = spawn(python, [program, folder, keys.id, keys.secret], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  let port = ''
  for await (const line of createInterface({ input: child.stdout })) {
    port = line
    break
  }
  if (!port) throw new Error(`Swift ended: ${said.join('')}`)
  const endpoint = `http://127.0.0.1:${port}`
  const credentials = { accessKeyId: keys.id, secretAccessKey: keys.secret }
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials })
  let buckets = 0
  return {
    endpoint,
    async bucket(at = endpoint) {
      const Bucket = `files-${++buckets}`
      await client.send(new CreateBucketCommand({ Bucket }))
      return `s3://${Bucket}/dozo?endpoint=${at}`
    },
    async stop() {
      client.destroy()
      const over = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await over
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const placeOf = (url: string): S3Place => storagePlace(url) as S3Place
