import type { Locator, Page } from 'playwright-core'

type Pull = {
  /** Pixels to the side, where that means something. */
  side?: number
  /** Pixels beyond the edge of what it is pulled to: above it below zero. By default to the edge that lies further on. */
  beyond?: number
  /** What is looked at before one lets go. */
  held?: () => Promise<unknown>
}

/** Takes hold of a handle with the mouse, goes half of the way, then all of it, and lets go. */
export async function pull(
  page: Page,
  handle: Locator,
  onto: Locator,
  { side = 0, beyond, held }: Pull = {},
) {
  const [from, to] = [(await handle.boundingBox())!, (await onto.boundingBox())!]
  const below = beyond === undefined ? to.y > from.y : beyond > 0
  await page.mouse.move(from.x + 8, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x + 8 + side / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(from.x + 8 + side, to.y + (below ? to.height : 0) + (beyond ?? 0), { steps: 4 })
  await held?.()
  await page.mouse.up()
}

/** The same with a finger, straight down by so many pixels in turn. */
export async function pullByFinger(page: Page, handle: Locator, steps: readonly number[]) {
  await handle.scrollIntoViewIfNeeded()
  const box = (await handle.boundingBox())!
  const tools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    tools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: y === undefined ? [] : [{ x: box.x + 10, y }],
    })
  await touch('touchStart', box.y + 10)
  for (const by of steps) await touch('touchMove', box.y + by)
  await touch('touchEnd')
}
