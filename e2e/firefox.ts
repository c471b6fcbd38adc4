import { launch, type Browser, type ElementHandle } from 'puppeteer-core'

/** Set by `npm run test:full` where there is a Firefox; without one its journey is skipped. */
export const firefoxPath = process.env['TEST_FIREFOX']

export const openFirefox = (): Promise<Browser> =>
  launch({
    browser: 'firefox',
    executablePath: firefoxPath!,
    extraPrefsFirefox: {
      'intl.accept_languages': 'ja, en',
      'browser.download.start_downloads_in_tmp_dir': true,
    },
  })

/** What stands on a page, by what it is called there, and what went wrong in it. */
export async function pageOf(browser: Browser) {
  const page = await browser.newPage()
  await page.setViewport({ width: 1440, height: 900 })
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const named = (role: string, name: string) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`)
  const said = async (text: string) => void (await page.waitForSelector(`::-p-text(${text})`))
  const type = async (text: string) => {
    for (const letter of text) await page.keyboard.sendCharacter(letter)
  }
  return {
    page,
    type,
    complaints,
    said,
    press: (role: string, name: string) => named(role, name).click(),
    /** Puts the text behind what stands in a box, letter by letter, as an input method does: no key is pressed. */
    async write(name: string, text: string) {
      // Not by its role: a password has none.
      const box = await page.waitForFunction(
        (wanted) => {
          const boxes = document.querySelectorAll<HTMLInputElement>('input, textarea, [role=textbox]')
          const nameOf = (one: HTMLInputElement) =>
            one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? ''
          return [...boxes].find((one) => nameOf(one).replace(/\s*\*$/, '') === wanted)
        },
        {},
        name,
      )
      await (box as ElementHandle<HTMLElement>).click()
      await page.keyboard.press('End')
      await type(text)
    },
    at: (path: RegExp) =>
      page.waitForFunction((wanted) => new RegExp(wanted).test(location.pathname), {}, path.source),
    overflow: () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  }
}

export type FirefoxPage = Awaited<ReturnType<typeof pageOf>>
