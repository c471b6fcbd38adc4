import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage } from './browser.ts'
import { post, useOwner } from './owner.ts'

// Rights as people see them: ticked in a matrix, given to somebody, met by her, and told by the audit log.
describe.skipIf(!executablePath)('groups and the audit log', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(() => {
    ;({ server, browser, page, complaints } = journey)
  })

  const open = (path: string) => page.goto(`${server.consoleUrl}/sites/main${path}`)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const box = (name: string) => page.getByRole('checkbox', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const saved = () => page.getByText('Saved.').last()
  /** What the management API answers to whoever is signed in on this page. */
  const ask = (on: Page, path: string, init: { method?: string; body?: object; ifMatch?: number } = {}) =>
    on.evaluate(
      async ([to, method, body, ifMatch]) => {
        const headers = {
          'content-type': 'application/json',
          ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}),
        }
        const answer = await fetch(`/manage/v1/sites/main/${to}`, {
          method,
          headers,
          ...(body ? { body } : {}),
        })
        const text = await answer.text()
        return { status: answer.status, data: (text ? JSON.parse(text).data : undefined) as any }
      },
      [path, init.method ?? 'GET', init.body && JSON.stringify(init.body), init.ifMatch] as const,
    )

  test('a group is ticked together in the matrix, with what is given in part, and told in sentences first', async () => {
    await open('/groups')
    await page.getByRole('link', { name: 'New group' }).click()
    await page.getByLabel('Name (Japanese)').fill('書き手')
    await page.getByLabel('Name (English)').fill('Writers')
    await box('News × Read entries').check()
    const over = box('All types × Read entries')
    expect(await over.evaluate((input: HTMLInputElement) => [input.checked, input.indeterminate])).toEqual([
      false,
      true,
    ])
    await box('News × All acts').check()
    await box('News × Publish and unpublish entries').uncheck()
    await box('News × Delete entries').uncheck()
    await box('Console × Enter the console').check()
    await box('Content types × See content types').check()
    await button('Grant something in part').click()
    await dialog().getByRole('combobox', { name: 'Act' }).click()
    await page.getByRole('option', { name: 'Delete entries', exact: true }).click()
    expect(await findings(page)).toEqual([])
    await button('Set this grant').click()
    await page.getByText('Delete all types, also those to come (only what they made)').waitFor()
    await page.getByRole('button', { name: 'Create the group' }).click()
    await dialog().getByText('Writers may now read News.').waitFor()
    await dialog()
      .getByText('Writers may now delete all types, also those to come (only what they made).')
      .waitFor()
    await dialog().getByRole('button', { name: 'Create the group' }).click()
    await page.waitForURL(/\/groups\/writers$/)
    const { grants } = (await ask(page, 'groups/writers')).data
    expect(grants).toEqual([
      { permission: 'entries.read', types: ['news'] },
      { permission: 'entries.create', types: ['news'] },
      { permission: 'entries.update', types: ['news'] },
      { permission: 'console.enter' },
      { permission: 'content-types.read' },
      { permission: 'entries.delete', own: true },
    ])
  })

  test('a member who gets it may do exactly that, and her page says why', async () => {
    const email = 'hanako@example.com'
    const password = 'correct horse battery'
    await post(page, 'members', { name: 'Hanako', email, password, groups: [] })
    await open('/members')
    await page.getByRole('link', { name: 'Hanako' }).click()
    await page.getByRole('combobox', { name: 'Groups' }).press('ArrowDown')
    await page.getByRole('option', { name: 'Writers' }).click()
    await page.keyboard.press('Escape')
    await button('Save').click()
    await saved().waitFor()
    await page.getByRole('combobox', { name: 'Why may they do this, or why not' }).click()
    await page.getByRole('option', { name: 'Publish and unpublish entries' }).click()
    await page.getByText('No group of theirs gives this permission.').waitFor()
    await page.getByText('Edit News', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])

    const { page: hers } = await openPage(browser, { locale: 'en-US' })
    await hers.goto(`${server.consoleUrl}/sites/main/entries/news`)
    await hers.getByLabel('E-mail address').fill(email)
    await hers.getByLabel('Password').fill(password)
    await hers.getByRole('button', { name: 'Sign in' }).click()
    await hers.getByRole('link', { name: '秋の工場見学会' }).click()
    await hers.getByText(/^Saved \d/).waitFor()
    expect(await hers.getByRole('link', { name: 'Groups' }).count()).toBe(0)
    const status = async (path: string, init: Parameters<typeof ask>[2]) =>
      (await ask(hers, path, init)).status
    const body = { type: 'news', values: { title: { ja: '彼女のお知らせ' } } }
    const own = await ask(hers, 'entries', { method: 'POST', body })
    const [other] = (
      await ask(page, 'entries/query', { method: 'POST', body: { type: 'news' } })
    ).data.filter((one: { id: string }) => one.id !== own.data.id)
    expect([
      own.status,
      await status(`entries/${own.data.id}/publish`, { method: 'POST', body: {}, ifMatch: own.data.etag }),
      await status(`entries/${own.data.id}`, { method: 'DELETE', ifMatch: own.data.etag }),
      await status(`entries/${other.id}`, { method: 'DELETE', ifMatch: other.etag }),
      await status('entries/query', { method: 'POST', body: { type: 'news_category' } }),
      await status('members', {}),
    ]).toEqual([201, 403, 204, 403, 403, 403])

    // Both at one entry see each other, and what one saves is there for the other without being asked for.
    const title = (of: Page) => of.getByLabel('Title (日本語)')
    await page.goto(hers.url())
    await page.getByText('Hanako has this open.').waitFor()
    await page.getByLabel('Summary (日本語)').fill('わたしが書いている要約')
    await title(hers).fill('秋の工場見学会（満席）')
    await hers.getByText(/^Saved \d/).waitFor()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByText('Hanako saved meanwhile').waitFor()
    expect(await title(page).inputValue()).toBe('秋の工場見学会（満席）')
    expect(await page.getByLabel('Summary (日本語)').inputValue()).toBe('わたしが書いている要約')
    await hers.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await hers.getByText(/^Owner (has this open|is writing here)\.$/).waitFor()
    await page.getByText(/^Saved \d/).waitFor()
    await hers.context().close()
  })

  test('who saves after somebody else sees what they did and keeps what was ticked; in use, it is not deleted', async () => {
    await open('/groups/writers')
    await box('News × Publish and unpublish entries').check()
    const { grants, name, etag } = (await ask(page, 'groups/writers')).data
    const without = grants.filter((one: { permission: string }) => one.permission !== 'entries.create')
    const theirs = { method: 'PUT', body: { name, grants: without }, ifMatch: etag }
    expect((await ask(page, 'groups/writers', theirs)).status).toBe(200)
    await button('Review and save').click()
    await dialog().getByText('Writers may now publish and unpublish News.').waitFor()
    await button('Save the changes').click()
    const notice = page.getByRole('alert').filter({ hasText: 'Somebody has changed this group meanwhile' })
    await notice.getByText('Writers may no longer create News.').waitFor()
    expect(await box('News × Publish and unpublish entries').isChecked()).toBe(true)
    expect(await findings(page)).toEqual([])
    await box('News × Create entries').uncheck()
    await button('Review and save').click()
    await button('Save the changes').click()
    await saved().waitFor()
    expect((await ask(page, 'groups/writers')).data.grants).toEqual([
      ...without,
      { permission: 'entries.publish', types: ['news'] },
    ])
    await button('Delete the group').click()
    await dialog().getByText('It still has 1 member.').waitFor()
    await dialog().getByRole('link', { name: 'See its members' }).click()
    await page.waitForURL(/\/members\?group=writers$/)
    await page.getByRole('link', { name: 'Hanako' }).waitFor()
    expect(await page.getByRole('link', { name: 'Owner' }).count()).toBe(0)
  })

  test('the audit log tells it in sentences with before and after, by what the address asks, and proves itself', async () => {
    await open('/audit')
    const sentence = 'Owner changed the group “書き手”.'
    const line = page.getByRole('listitem').filter({ hasText: sentence }).first()
    await line.getByRole('button', { name: `Details: ${sentence}` }).click()
    await line.getByText('書き手 may now publish and unpublish News.').waitFor()
    await line.getByText('Open 書き手').waitFor()
    expect(await findings(page)).toEqual([])
    await line.getByRole('link', { name: 'Only records of this thing' }).click()
    await page.waitForURL(/thing=group&id=writers/)
    await page.getByText('Only records of “書き手” are shown').waitFor()
    await page.getByText('Owner made the group “書き手”.').waitFor()
    await expect.poll(() => page.getByText('Owner signed in.').count()).toBe(0)
    await button('Show all records').click()
    await page.getByRole('combobox', { name: 'To what' }).click()
    await page.getByRole('option', { name: 'Member', exact: true }).click()
    const changed = page.getByRole('listitem').filter({ hasText: 'Owner changed the member “Hanako”.' })
    await changed.getByRole('button', { name: /^Details/ }).click()
    await changed.getByRole('row', { name: 'Groups (nothing) Writers' }).waitFor()
    await page.getByLabel('To', { exact: true }).fill('2020-01-01')
    await page.getByText('No record matches what is asked for.').waitFor()
    await button('Verify the log').click()
    await page.getByText(/^The log is intact up to record \d+\.$/).waitFor()
    expect(complaints).toEqual([])
  })
})
