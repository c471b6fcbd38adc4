import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findingsInBoth, phone } from './browser.ts'
import { useOwner } from './owner.ts'

// Whoever builds an API sees what arrives at it, and why something was refused, without asking anybody for a log.
describe.skipIf(!executablePath)('recent calls of an API', () => {
  const journey = useOwner()
  let { server, page, complaints } = journey
  beforeAll(() => {
    ;({ server, page, complaints } = journey)
  })
  const table = () => page.getByRole('table', { name: 'Recent calls' })
  const call = async (path: string) => (await fetch(`${server.siteUrl}/api/default${path}`)).status

  test('they stand on the page of the API, from memory or made anew, without what was looked for', async () => {
    await page.goto(`${server.consoleUrl}/sites/main/apis/default`)
    await page.getByText(/^No call yet since the server began at/).waitFor()
    for (const path of ['/news?sort=-date', '/news', '/news', '/nowhere?q=secret']) await call(path)
    await page.reload()
    await table().getByText('GET /nowhere?q=…').waitFor()
    const rows = await table().locator('tbody tr').allInnerTexts()
    expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^GET \/nowhere\?q=… 404 Why refused – /),
      expect.stringMatching(/^GET \/news 200 From memory [\d.]+ ms /),
      expect.stringMatching(/^GET \/news 200 Made anew /),
      expect.stringMatching(/^GET \/news\?sort=-date 200 Made anew /),
    ])
    expect(await findingsInBoth(page)).toEqual([])
  })

  test('the reason is a press away, and the refused ones can be seen alone', async () => {
    await page.getByText('Refused only').click()
    await expect.poll(() => table().locator('tbody tr').filter({ hasText: '200' }).count()).toBe(0)
    await table().getByRole('button', { name: 'Why refused' }).first().click()
    await page.getByRole('dialog').getByText('The API has no endpoint at this path.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  test('an endpoint has its own, and new ones arrive while one looks, also on a phone', async () => {
    await page.getByRole('link', { name: '/news', exact: true }).click()
    await table().getByText('From memory').waitFor()
    expect(await table().getByText('nowhere').count()).toBe(0)
    await page.setViewportSize(phone.viewport!)
    const shown = page.getByRole('list', { name: 'Recent calls' }).getByRole('listitem')
    const before = await shown.count()
    await call('/news')
    await expect.poll(() => shown.count(), { timeout: 15_000 }).toBe(before + 1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    expect(complaints).toEqual([])
  })
})
