// Japanese is written by converting what was typed. Every input that stands on a page of the console, or behind the buttons named below,
// is gone through. Those of the entry editor and what is opened from it have a file of their own.
import { beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../console/src/paths.ts'
import { executablePath, openPage } from './browser.ts'
import { sweepOf, useEverything } from './conversions.ts'
import { startServer } from './server.ts'

type Name = keyof typeof paths

/** Leads elsewhere, is gone through further down, and has its own file. */
const elsewhere: Name[] = ['home', 'setup', 'entry']

/** Where there are more inputs behind a button, its name; behind a menu, one after the other. */
const behind: Partial<Record<Name, string[][]>> = {
  site: [['Go to, find']],
  sites: [['New site']],
  entries: [['Filter'], ['View: All', 'Save this view…'], ['Choose “x”', 'Set a field', 'Field', 'textarea']],
  trash: [['Gone: Take back', 'Take back']],
  files: [
    ['Folder', 'New folder…'],
    ['memo.txt'],
    ['memo.txt', 'Move or rename…'],
    ['memo.txt', 'Copy…'],
    ['Choose “memo.txt”', 'Move…'],
    ['Choose “memo.txt”', 'Add tags…'],
    ['Folder', 'Rights and limits…'],
  ],
  apis: [['New API']],
  api: [['Copy'], ['New static token'], ['Add those of a content type']],
  endpoint: [['Parameters']],
  webhooks: [['New webhook']],
  webhook: [['Change settings']],
  members: [['New member']],
  newGroup: [['Grant something in part']],
  apiTokens: [['New token']],
  contentType: [['Add a field', 'Yes or no']],
}

describe.skipIf(!executablePath)('conversions', () => {
  const { journey, open } = useEverything()
  let { page, browser, server } = journey
  let sweep: Awaited<ReturnType<typeof sweepOf>>
  beforeAll(async () => {
    ;({ page, browser, server } = journey)
    sweep = await sweepOf(page)
    await open('files')
    const memo = { name: 'memo.txt', mimeType: 'text/plain', buffer: Buffer.from('memo') }
    await page.getByLabel('Upload', { exact: true }).setInputFiles(memo)
    await page.getByText('1 of 1 done', { exact: false }).waitFor()
  })

  const pages = (Object.keys(paths) as Name[]).filter((name) => !elsewhere.includes(name))
  test.each(pages)('no input of %s minds one', async (name) => {
    await open(name)
    const wrong = await sweep.sweep(name)
    for (const way of behind[name] ?? []) {
      await open(name)
      wrong.push(...(await sweep.sweepBehind(name, way)))
    }
    expect(wrong).toEqual([])
  })

  test('nor does one before one is known', async () => {
    const { page: stranger } = await openPage(browser, { locale: 'en-US' })
    const here = await sweepOf(stranger)
    await stranger.goto(server.consoleUrl)
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor()
    const wrong = await here.sweep('login')
    const other = await startServer()
    await stranger.goto(other.setupUrl)
    await stranger.getByRole('button', { name: 'Create the owner' }).waitFor()
    wrong.push(...(await here.sweep('setup')))
    await other.stop()
    await stranger.context().close()
    expect(wrong).toEqual([])
    expect(here.all).toHaveLength(4)
  })

  test('so many inputs were gone through, and the browser’s log is empty', () => {
    expect(sweep.all.length).toBeGreaterThan(80)
    expect(journey.complaints).toEqual([])
  })
})
