// Pictures of the running product for the guides, in both languages: `npm run screenshots`.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { provide } from '../scripts/system-packages.ts'
import { root, startServer } from './server.ts'

const { browser: found } = await provide('browser')
if (!found) throw new Error('Pictures need Chromium.')
process.env['TEST_BROWSER'] = found
const { openBrowser, openPage, phone } = await import('./browser.ts')

const words = {
  ja: { name: '名前', email: 'メールアドレス', password: 'パスワード', create: 'オーナーを登録する' },
  en: { name: 'Name', email: 'E-mail address', password: 'Password', create: 'Create the owner' },
}

type Shot = { name: string; path: string; before?: (page: Page) => Promise<void> }
const shots: Shot[] = [
  { name: 'home', path: '' },
  { name: 'list', path: '/entries/news' },
  { name: 'editor', path: '/entries/news', before: openFirst },
  {
    name: 'two-languages',
    path: '/entries/news',
    async before(page) {
      await openFirst(page)
      await page.goto(`${page.url()}?beside=en`)
    },
  },
  { name: 'files', path: '/files' },
  { name: 'model', path: '/content-types/news' },
  { name: 'api', path: '/apis/default' },
  { name: 'members', path: '/members' },
  { name: 'group', path: '/groups/owner' },
  { name: 'audit', path: '/audit' },
]

async function openFirst(page: Page): Promise<void> {
  await page.locator('main tbody a[href*="/entries/news/"]').first().click()
  await page.locator('main [data-place]').first().waitFor()
}

/** Everything has come, nothing moves. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('main h1').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
}

const browser = await openBrowser()
for (const language of ['ja', 'en'] as const) {
  const folder = join(root, 'docs/guides/pictures', language)
  mkdirSync(folder, { recursive: true })
  const server = await startServer()
  const options = { locale: language, viewport: { width: 1280, height: 800 } }
  const { page } = await openPage(browser, options)
  const { name, email, password, create } = words[language]
  const take = (of: Page, shot: string) =>
    of.screenshot({ path: join(folder, `${shot}.jpg`), type: 'jpeg', quality: 72, animations: 'disabled' })
  await page.goto(server.setupUrl)
  await page.getByLabel(name).fill(language === 'ja' ? '山田 花子' : 'Hanako Yamada')
  await page.getByLabel(email).fill('hanako@example.com')
  await page.getByLabel(password).fill('correct horse battery')
  await take(page, 'set-up')
  await page.getByRole('button', { name: create, exact: true }).click()
  await page.waitForURL(/\/sites\/main$/)
  for (const { name: shot, path, before } of shots) {
    await page.goto(`${server.consoleUrl}/sites/main${path}`)
    await settled(page)
    await before?.(page)
    await settled(page)
    await take(page, shot)
    console.log(`${language}/${shot}.jpg`)
  }
  const { page: small } = await openPage(browser, {
    ...phone,
    locale: language,
    storageState: await page.context().storageState(),
  })
  await small.goto(`${server.consoleUrl}/sites/main/entries/news`)
  await settled(small)
  await take(small, 'phone')
  await server.stop()
}
await browser.close()
