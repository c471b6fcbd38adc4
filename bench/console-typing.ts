import type { Page } from 'playwright-core'
import type { Bench } from './bench.ts'
import { freshPage, openChromium, signIn } from './console-page.ts'
import { wideType } from './console-seed.ts'
import { startDozo } from './dozo.ts'
import { startEmptyPage } from './empty-page.ts'
import { median, printTable } from './measure.ts'

const goalMs = 50
const fields = 200

/** Types so many keys into what is focused; gives for each the time until the frame that shows it, milliseconds. */
async function typed(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => {
    const samples: number[] = []
    Object.assign(window, { samples })
    document.addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => samples.push(performance.now() - timeStamp))),
      true,
    )
  })
  for (let n = 0; n < keys; n++) {
    await page.keyboard.press('abcdefghij'[n % 10]!)
    await page.waitForFunction(
      (count) => (window as unknown as { samples: number[] }).samples.length > count,
      n,
    )
  }
  return page.evaluate(() => (window as unknown as { samples: number[] }).samples)
}

/** Nineteen of twenty are no slower. */
const slow = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)]!

/** A key in a form of two hundred fields, until what it wrote is on the screen. */
export const consoleTyping: Bench = {
  name: 'console-typing',
  compares: `a key in a form of ${fields} fields until it is shown, ms; beside the one input of an empty Mantine page`,
  goal: `95 of 100 keys <= ${goalMs} ms`,
  async run({ rounds = 200 }) {
    const dozo = await startDozo()
    const empty = await startEmptyPage()
    const browser = await openChromium()
    try {
      await wideType(dozo, fields)
      const bare = await freshPage(browser)
      await bare.goto(empty.url)
      await bare.getByLabel('Text').focus()
      const alone = await typed(bare, rounds)
      const page = await freshPage(browser, await signIn(await freshPage(browser), dozo))
      await page.goto(`${dozo.consoleUrl}/sites/main/entries/wide/new`)
      const input = page.getByLabel('項目 100', { exact: true })
      await input.focus()
      const among = await typed(page, rounds)
      if ((await input.inputValue()).length !== rounds) throw new Error('not every key was written')
      printTable(
        ['where', 'median ms', '95 of 100 ms'],
        [
          ['an empty Mantine page', median(alone).toFixed(1), slow(alone).toFixed(1)],
          [`a form of ${fields} fields`, median(among).toFixed(1), slow(among).toFixed(1)],
        ],
      )
      console.log(`\n${(median(among) / median(alone)).toFixed(2)}x of the empty page in the middle`)
      const value = slow(among)
      return { value: Math.round(value), unit: 'ms', ok: value <= goalMs }
    } finally {
      await browser.close()
      await empty.end()
      await dozo.end()
    }
  },
}
