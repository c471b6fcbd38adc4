import type { Page } from 'playwright-core'
import type { Bench } from './bench.ts'
import { freshPage, openChromium, signIn } from './console-page.ts'
import { startDozo } from './dozo.ts'
import { startEmptyPage } from './empty-page.ts'
import { printTable } from './measure.ts'
import { importType } from './console-seed.ts'

const goalKb = 250

/** Bytes of code as they came over the line, so far. */
function counted(page: Page) {
  const all: Promise<{ url: string; bytes: number }>[] = []
  page.on('requestfinished', (request) => {
    if (!new URL(request.url()).pathname.endsWith('.js')) return
    all.push(request.sizes().then((sizes) => ({ url: request.url(), bytes: sizes.responseBodySize })))
  })
  return async () => {
    await page.waitForLoadState('networkidle')
    const once = new Map((await Promise.all(all)).map(({ url, bytes }) => [url, bytes]))
    return { files: once.size, kb: [...once.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000 }
  }
}

/** What a browser that has never been here fetches of code until the first list is shown. */
export const consoleSize: Bench = {
  name: 'console-size',
  compares:
    'JavaScript as it comes over the line for log-in and first list, KB; beside an empty Mantine page',
  goal: `<= ${goalKb} KB`,
  async run() {
    const dozo = await startDozo()
    const empty = await startEmptyPage()
    const browser = await openChromium()
    try {
      await importType(dozo, 50)
      const bare = await freshPage(browser)
      const bareSoFar = counted(bare)
      await bare.goto(empty.url)
      await bare.getByRole('heading', { name: 'Empty' }).waitFor()
      const mantine = await bareSoFar()

      const page = await freshPage(browser)
      const soFar = counted(page)
      await page.goto(dozo.consoleUrl)
      await page.getByLabel('パスワード').waitFor()
      const login = await soFar()
      await signIn(page, dozo)
      const other = await freshPage(browser, await page.context().storageState())
      const listSoFar = counted(other)
      await other.goto(`${dozo.consoleUrl}/sites/main/entries/item`)
      await other.getByRole('link', { name: /^品/ }).first().waitFor()
      const list = await listSoFar()
      const kb = Math.max(login.kb, list.kb)
      printTable(
        ['what', 'files', 'KB', 'of an empty Mantine page'],
        [
          ['an empty Mantine page', mantine.files, mantine.kb.toFixed(1), '1.00x'],
          ['log-in', login.files, login.kb.toFixed(1), `${(login.kb / mantine.kb).toFixed(2)}x`],
          ['log-in and first list', list.files, list.kb.toFixed(1), `${(list.kb / mantine.kb).toFixed(2)}x`],
        ],
      )
      return { value: Math.round(kb), unit: 'KB', ok: kb <= goalKb }
    } finally {
      await browser.close()
      await empty.end()
      await dozo.end()
    }
  },
}
