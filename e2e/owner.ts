import type { Browser, BrowserContextOptions } from 'playwright-core'
import { openPage } from './browser.ts'

/** Goes through the set-up link in English and is the owner, on the first page of the main site. */
export async function openAsOwner(browser: Browser, setupUrl: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, { locale: 'en-US', ...options })
  const { page } = opened
  await page.goto(setupUrl)
  await page.getByLabel('Name').fill('Owner')
  await page.getByLabel('E-mail address').fill('owner@example.com')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Create the owner', exact: true }).click()
  await page.waitForURL(/\/sites\/main$/)
  return opened
}
