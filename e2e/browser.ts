import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

/** Set by `npm test` when there is a Chromium; without one the journeys are skipped. */
export const executablePath = process.env['TEST_BROWSER']
export const full = process.env['TEST_FULL'] === '1'

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
}

export const openBrowser = (): Promise<Browser> =>
  // As root, as in containers, Chromium cannot build its own sandbox; it only opens our own pages here.
  chromium.launch({ executablePath: executablePath!, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

/** A page that keeps what went wrong in it: exceptions, and complaints such as those of the content security policy. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
  page.on('console', (message) => {
    // A refused call (401 before the log-in, 422 for a wrong field) is an answer, not a mistake of the page.
    const refused = /^Failed to load resource: .* status of 4\d\d/.test(message.text())
    if (message.type() === 'error' && !refused) complaints.push(message.text())
  })
  return { page, complaints }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Serious and critical findings of axe on what is shown, one line each; of all its rules, or of some. */
export async function findings(page: Page, rules?: string[]): Promise<string[]> {
  // Given by the test's hand, so that the page's own policy stays as strict as it is.
  await page.evaluate(axeSource)
  return page.evaluate(async (runOnly) => {
    // What is just fading in has no contrast yet.
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition)
    await Promise.allSettled(fading.map((one) => one.finished))
    const { axe } = globalThis as unknown as {
      axe: { run(what: Document, how: object): Promise<{ violations: Violation[] }> }
    }
    type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(runOnly ? { runOnly } : {}),
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
      )
  }, rules)
}

/** Findings in light and in dark: in the other scheme, what colours have to do with. */
export async function findingsInBoth(page: Page): Promise<string[]> {
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const found = await findings(page)
  const [other, own] = dark ? (['light', 'dark'] as const) : (['dark', 'light'] as const)
  await page.emulateMedia({ colorScheme: other })
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted,
    other,
  )
  found.push(
    ...(await findings(page, ['color-contrast', 'link-in-text-block'])).map((one) => `${other}: ${one}`),
  )
  await page.emulateMedia({ colorScheme: own })
  return found
}
