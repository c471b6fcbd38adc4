import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eicar, freePort, longest, ownVirus, startClamd, type Clamd } from '../../../test/clamd.ts'
import { contentOf, definition, field, succeeded } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { textsIn, zipOf } from '../../../test/zip.ts'

/** Given by `npm test`. */
const program = process.env['TEST_CLAMD']

describe.skipIf(!program)('with a virus scanner', () => {
  const dozo = useDozo()
  let owner: Ask
  let files: ReturnType<typeof filesOf>
  let scanner: { host: string; port: number }
  let running: Clamd | undefined
  const start = async () => (running = await startClamd(program!, scanner.port))
  const stop = async () => {
    await running?.stop()
    running = undefined
  }
  const lookAgain = () => dozo.runJob('files.scan')
  beforeAll(async () => {
    owner = await dozo.member('owner', ['owner'])
    files = filesOf(owner)
    scanner = { host: '127.0.0.1', port: await freePort() }
    Object.assign(dozo.app.config, { scanner })
  })
  afterEach(stop)

  const served = async (path: string) => (await dozo.site(`/files/${path}`)).status
  const bytesStored = async () => {
    const names: string[] = []
    for await (const { name } of dozo.app.storage.list('files')) names.push(name)
    return names.length
  }

  test('clean files come in at once; infected ones are refused by name of the virus, and are written down', async () => {
    await start()
    expect(await files.upload('clean.png', await png(3, 3))).toMatchObject({ held: false, waits: false })
    expect(await served('clean.png')).toBe(200)
    const before = await bytesStored()
    for (const [text, found] of [
      [eicar, 'Eicar-Test'],
      [`${'x'.repeat(200_000)}${ownVirus}`, 'Dozo.Own'],
    ] as const) {
      const answer = await files.tryUpload('bad.txt', text)
      expect([answer.status, answer.body.code]).toEqual([422, 'file_infected'])
      expect(answer.body.detail).toContain(found)
      const [log] = succeeded(await owner('/manage/v1/sites/main/audit?action=file.infected'))
      expect(log.changes.found.after).toContain(found)
    }
    expect(await bytesStored()).toBe(before)
    expect(await files.list({ q: 'bad' })).toEqual([])
  })

  test('what is longer than the scanner takes is refused, not passed unseen', async () => {
    await start()
    // How much of it the line has taken when the scanner hangs up is another each time.
    for (const more of Array.from({ length: 20 }, (_, n) => (n + 1) * 50_000)) {
      const answer = await files.tryUpload('long.bin', Buffer.alloc(longest + more))
      expect([more, answer.status, answer.body.code]).toEqual([more, 422, 'file_unscanned'])
    }
  })

  test('an infected replacement leaves the file as it was, and no virus comes in packed', async () => {
    await start()
    const file = await files.upload('plan.txt', 'plan')
    expect((await files.replace(file.id, eicar)).body.code).toBe('file_infected')
    expect((await files.get(file.id)).version).toBe(1)
    const zip = zipOf([
      { name: 'good.txt', data: 'good' },
      { name: 'bad.txt', data: ownVirus.padEnd(5000), deflate: true },
    ])
    expect((await files.tryUpload('packed.zip', zip)).body.code).toBe('file_infected')
  })

  test('while the scanner is away files wait: nobody gets their bytes by any way', async () => {
    const picture = await files.upload('wait.png', await png(30, 20), { folder: 'waiting' })
    expect(picture.held).toBe(true)
    const content = contentOf(owner)
    await content.define(definition('page', [field('image', 'hero')]))
    await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
    const endpoint = { path: '/pages/{id}', operation: 'entries.get', type: 'page', cacheSeconds: 60 }
    await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
    const page = await content.create('page', { hero: picture.id }, { publish: true })
    const hero = async () => (await dozo.site(`/api/out/pages/${page.id}`)).body.data.hero
    expect(await served('waiting/wait.png')).toBe(404)
    expect(await served('waiting/wait.png?w=16')).toBe(404)
    expect(await hero()).toBeNull()
    expect((await owner(`${files.at}/${picture.id}/content`)).body.code).toBe('file_held')
    expect((await owner(`${files.at}/${picture.id}/versions/1/content`)).body.code).toBe('file_held')
    expect(
      (await owner(`${files.at}/${picture.id}/copy`, { method: 'POST', body: { folder: 'x' } })).body.code,
    ).toBe('file_held')
    expect((await owner('/manage/v1/sites/main/file-archive?folder=waiting')).status).toBe(404)
    const link = await files.link(picture.id, new Date(Date.now() + 3_600_000).toISOString())
    expect((await dozo.site(new URL(link.url).pathname + new URL(link.url).search)).status).toBe(404)
    await start()
    await lookAgain()
    expect(await served('waiting/wait.png')).toBe(200)
    expect((await hero()).width).toBe(30)
    const zip = await owner('/manage/v1/sites/main/file-archive?folder=waiting')
    expect(Object.keys(await textsIn(zip.raw))).toEqual(['wait.png'])
    expect((await files.get(picture.id)).held).toBe(false)
  })

  test('what turns out to be infected after it waited goes, and the version before it comes back', async () => {
    await start()
    const kept = await files.upload('kept.txt', 'first')
    await stop()
    const bad = await files.upload('later.txt', eicar)
    const replaced = succeeded(await files.replace(kept.id, ownVirus))
    // Readers go on with what they had.
    expect([bad.held, bad.waits]).toEqual([true, true])
    expect([replaced.held, replaced.waits, replaced.version]).toEqual([false, true, 1])
    const versions = succeeded(await owner(`${files.at}/${kept.id}/versions`))
    expect(versions.map((one: any) => [one.version, one.held])).toEqual([
      [2, true],
      [1, false],
    ])
    expect((await dozo.site('/files/kept.txt')).text).toBe('first')
    const early = await owner(`${files.at}/${kept.id}/versions/2/restore`, { method: 'POST', ifMatch: '*' })
    expect(early.body.code).toBe('file_held')
    const before = await bytesStored()
    await start()
    await lookAgain()
    expect((await owner(`${files.at}/${bad.id}`)).status).toBe(404)
    expect(await files.get(kept.id)).toMatchObject({ version: 1, held: false, size: 5 })
    expect((await dozo.site('/files/kept.txt')).text).toBe('first')
    expect(await bytesStored()).toBe(before - 2)
    await lookAgain()
  })

  test('what replaces a file while the scanner is away takes its place when it was scanned; what is too long waits, and holds up nothing', async () => {
    const long = await files.upload('long-later.bin', Buffer.alloc(longest + 100_000))
    const file = await files.upload('swap.txt', 'first')
    await start()
    await lookAgain()
    await stop()
    await files.replace(file.id, 'second')
    expect((await dozo.site('/files/swap.txt')).text).toBe('first')
    await start()
    await lookAgain()
    expect((await dozo.site('/files/swap.txt')).text).toBe('second')
    expect(await files.get(file.id)).toMatchObject({ version: 2, held: false })
    expect(await files.get(long.id)).toMatchObject({ held: true })
    expect(await served('long-later.bin')).toBe(404)
  })

  test('the doctor says whether the scanner is there', async () => {
    const check = dozo.app.features.flatMap((one) => one.doctor).find((one) => one.name === 'scanner')!
    expect((await check.run(dozo.app)).map((one) => one.level)).toEqual(['broken'])
    await start()
    const [finding] = await check.run(dozo.app)
    expect([finding!.level, finding!.words.en]).toEqual(['ok', expect.stringContaining('ClamAV 1.')])
  })
})
