import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openBrowser, openPage } from './browser.ts'
import { startServer } from './server.ts'

/** Goes through the set-up link in English and is the owner, on the first page of the main site. */
async function openAsOwner(browser: Browser, setupUrl: string) {
  const opened = await openPage(browser, { locale: 'en-US' })
  const { page } = opened
  await page.goto(setupUrl)
  await page.getByLabel('Name').fill('Owner')
  await page.getByLabel('E-mail address').fill('owner@example.com')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Create the owner', exact: true }).click()
  await page.waitForURL(/\/sites\/main$/)
  return opened
}

type Journey = { server: Awaited<ReturnType<typeof startServer>>; browser: Browser } & Awaited<
  ReturnType<typeof openAsOwner>
>

/** A server of its own, with its owner in a browser, for the tests of one file. What is given is filled before them. */
export function useOwner() {
  const journey = {} as Journey
  beforeAll(async () => {
    journey.server = await startServer()
    journey.browser = await openBrowser()
    Object.assign(journey, await openAsOwner(journey.browser, journey.server.setupUrl))
  })
  afterAll(async () => {
    await journey.browser?.close()
    await journey.server?.stop()
  })
  return journey
}

/** Makes something of the main site by the management API, as whoever is logged in there. */
export async function post(page: Page, path: string, body: object): Promise<void> {
  const status = await page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`/manage/v1/sites/main/${to}`, { method: 'POST', headers, body: sent! })).status
    },
    [path, JSON.stringify(body)],
  )
  expect(status).toBe(201)
}
