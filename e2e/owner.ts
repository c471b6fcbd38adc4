import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openBrowser, openPage } from './browser.ts'
import { startServer, type Server } from './server.ts'

/** Is the owner by the set-up link, in English, on the first page of the main site. The form itself has its journey in first-run. */
async function openAsOwner(browser: Browser, { consoleUrl, setupUrl }: Server) {
  const opened = await openPage(browser, { locale: 'en-US' })
  const { page } = opened
  const token = new URL(setupUrl).searchParams.get('token')
  const made = await page.request.post(`${consoleUrl}/manage/v1/instance/setup`, {
    headers: { origin: consoleUrl },
    data: { token, name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' },
  })
  expect(made.ok(), await made.text()).toBe(true)
  await page.goto(`${consoleUrl}/sites/main`)
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
    Object.assign(journey, await openAsOwner(journey.browser, journey.server))
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
