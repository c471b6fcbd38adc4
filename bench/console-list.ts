import type { Page } from 'playwright-core'
import type { Bench } from './bench.ts'
import { freshPage, openChromium, signIn } from './console-page.ts'
import { settleDatabase, startDozo } from './dozo.ts'
import { startEmptyPage } from './empty-page.ts'
import { median, printTable, timed, whole } from './measure.ts'
import { growHundredfold, seedSmall } from './scale-seed.ts'

const goalMs = 1000

/** From the request of the page until what is waited for is there and the next frame has been drawn, milliseconds. */
async function interactive(page: Page, url: string, selector: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' })
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.querySelector(wanted)) return requestAnimationFrame(look)
          // The next task behind the next frame: what is pressed by now is answered.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
        }
        look()
      }),
    selector,
  )
}

/** A list of a million entries, opened by a browser that has never been here, and by one that has. */
export const consoleList: Bench = {
  name: 'console-list',
  compares: 'a list of 1,000,000 entries in a new browser: ms from its address to where one can use it',
  goal: `<= ${whole(goalMs)} ms on two cores`,
  async run({ rounds = 9 }) {
    const dozo = await startDozo()
    const empty = await startEmptyPage()
    const browser = await openChromium()
    try {
      await seedSmall(dozo)
      await settleDatabase(dozo)
      const client = await dozo.connect('postgres')
      const ms = await timed(() => growHundredfold(client, dozo.siteId))
      await client.end()
      console.log(`grown in ${whole(ms / 1000)} s\n`)
      const state = await signIn(await freshPage(browser), dozo)
      const url = `${dozo.consoleUrl}/sites/main/entries/item`
      const row = 'main tbody a[href*="/entries/item/"]'
      const times = { empty: [] as number[], fresh: [] as number[], again: [] as number[] }
      for (let n = 0; n <= rounds; n++) {
        const bare = await freshPage(browser)
        const page = await freshPage(browser, state)
        const one = {
          empty: await interactive(bare, empty.url, 'input'),
          fresh: await interactive(page, url, row),
          again: await interactive(page, url, row),
        }
        await bare.context().close()
        await page.context().close()
        // The first round wakes everybody up.
        if (n > 0) for (const name of ['empty', 'fresh', 'again'] as const) times[name].push(one[name])
      }
      const base = median(times.empty)
      printTable(
        ['what', 'median ms', 'worst', 'of an empty Mantine page'],
        (
          [
            ['an empty Mantine page', times.empty],
            ['the list, new browser', times.fresh],
            ['the list, opened again', times.again],
          ] as const
        ).map(([name, all]) => [
          name,
          whole(median(all)),
          whole(Math.max(...all)),
          `${(median(all) / base).toFixed(2)}x`,
        ]),
      )
      const value = median(times.fresh)
      return { value: Math.round(value), unit: 'ms', ok: value <= goalMs }
    } finally {
      await browser.close()
      await empty.end()
      await dozo.end()
    }
  },
}
