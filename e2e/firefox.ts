import { launch, type Browser, type Page } from 'puppeteer-core'

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
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const named = (role: string, name: string) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`)
  const said = async (text: string) => void (await page.waitForSelector(`::-p-text(${text})`))
  return {
    page,
    complaints,
    said,
    press: (role: string, name: string) => named(role, name).click(),
    /** Puts the text into a box as it is, as an input method does. */
    async write(name: string, text: string) {
      await named('textbox', name).click()
      await page.keyboard.sendCharacter(text)
    },
    at: (path: RegExp) =>
      page.waitForFunction((wanted) => new RegExp(wanted).test(location.pathname), {}, path.source),
    overflow: () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  }
}

export type FirefoxPage = Awaited<ReturnType<typeof pageOf>>
export type { Page }
