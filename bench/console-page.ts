// The console in a headless Chromium, signed in as the owner of a started Dozo.
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { provide } from '../scripts/system-packages.ts'
import type { Dozo } from '../server/test/crash/dozo-process.ts'

export async function openChromium(): Promise<Browser> {
  const { browser: executablePath } = await provide('browser')
  if (!executablePath) throw new Error('This benchmark needs Chromium.')
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}

/** A browser that has never seen the console. */
export async function freshPage(browser: Browser, state?: State): Promise<Page> {
  const context = await browser.newContext({ locale: 'ja-JP', ...(state ? { storageState: state } : {}) })
  return context.newPage()
}

export type State = Awaited<ReturnType<BrowserContext['storageState']>>

export async function signIn(page: Page, dozo: Dozo): Promise<State> {
  await page.goto(dozo.consoleUrl)
  await page.getByLabel('メールアドレス').fill('owner@example.com')
  await page.getByLabel('パスワード').fill('correct horse battery')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sites\/main/)
  return page.context().storageState()
}
