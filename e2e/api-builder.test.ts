import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage } from './browser.ts'
import { post, useOwner } from './owner.ts'

// An API built in the console alone: made, filled, tried before and after it is saved, called from outside, refused, and taken away.
describe.skipIf(!executablePath)('the API builder', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(() => {
    ;({ server, browser, page, complaints } = journey)
  })

  const open = (path: string) => page.goto(`${server.consoleUrl}/sites/main${path}`)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const part = (name: string) => page.getByRole('group', { name, exact: true })
  const answer = () => page.getByRole('region', { name: 'Answer', exact: true })
  const said = () => page.getByLabel('Body of the answer', { exact: true })
  const saved = () => page.getByText('Saved.').last()
  /** Nothing is left to save: what was told of an earlier saving may still be on the page. */
  const settled = () => page.getByText('There are changes that are not saved.').waitFor({ state: 'hidden' })
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  const outside = async (path: string) => {
    const reply = await fetch(`${server.siteUrl}/api/shop${path}`)
    return { status: reply.status, body: (await reply.json()) as any }
  }
  /** What the management API answers to whoever is signed in on this page. */
  const ask = (path: string, init: { method?: string; body?: object; ifMatch?: number } = {}) =>
    page.evaluate(
      async ([to, method, body, ifMatch]) => {
        const headers = {
          'content-type': 'application/json',
          ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}),
        }
        const sent = { method, headers, ...(body ? { body } : {}) }
        return (await (await fetch(`/manage/v1/sites/main/${to}`, sent)).json()).data as any
      },
      [path, init.method ?? 'GET', init.body && JSON.stringify(init.body), init.ifMatch] as const,
    )
  const endpointNow = async () => {
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    return ask(`apis/shop/endpoints/${id}`)
  }

  test('an API is made and set; what the server refuses stands at its field', async () => {
    await open('/apis')
    await button('New API').click()
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Shop')
    await dialog().getByRole('textbox', { name: 'Key' }).fill('shop')
    await button('Create the API').click()
    await page.waitForURL(/\/apis\/shop$/)
    await page.getByText('No endpoint yet.').waitFor()
    const origins = page.getByRole('textbox', { name: 'Web pages that may call (CORS)' })
    await origins.fill('www.example.jp')
    await button('Save the settings').click()
    await page
      .getByRole('alert')
      .getByText(/Web pages that may call/)
      .waitFor()
    expect(await origins.getAttribute('aria-invalid')).toBe('true')
    await origins.fill('https://www.example.jp\nhttps://m.example.jp')
    await button('Save the settings').click()
    await saved().waitFor()
    expect((await ask('apis/shop')).origins).toEqual(['https://www.example.jp', 'https://m.example.jp'])
    expect(await findings(page)).toEqual([])
  })

  test('an endpoint is tried before anybody can call it, and follows what is ticked', async () => {
    await page.getByRole('link', { name: 'Add an endpoint' }).first().click()
    await choose('Content type', 'News')
    const path = page.getByRole('textbox', { name: 'Path' })
    expect(await path.inputValue()).toBe('/news')
    await button('Try these settings').click()
    await answer().getByText('Status 200').waitFor()
    await said().getByText('"summary"').waitFor()
    await part('Fields in the answer')
      .first()
      .getByRole('radio', { name: 'Only those that are ticked' })
      .check()
    for (const field of [
      'Slug slug',
      'Summary summary',
      'Body body',
      'Important important',
      'Category category',
    ])
      await page.getByRole('checkbox', { name: field, exact: true }).uncheck()
    await button('Fields behind “Category”').first().click()
    await page.getByRole('checkbox', { name: 'Name category.name' }).first().check()
    await expect.poll(() => said().textContent()).toContain('"category": {')
    await expect.poll(() => said().textContent()).not.toContain('"summary"')
    await part('Fixed filter').getByRole('button', { name: 'Add a condition' }).click()
    await part('Fixed filter').getByRole('combobox', { name: 'Field' }).click()
    await page.getByRole('option', { name: 'Important', exact: true }).click()
    await expect
      .poll(async () => JSON.parse((await said().textContent())!).data.length)
      .toBeLessThan((await ask('entries/query', { method: 'POST', body: { type: 'news' } })).length)
    expect((await outside('/news')).status).toBe(404)
    expect(await findings(page)).toEqual([])
    await button('Create the endpoint').click()
    await page.waitForURL(/\/apis\/shop\/endpoints\/[0-9a-f-]{36}/)
    expect(await endpointNow()).toMatchObject({
      path: '/news',
      operation: 'entries.list',
      type: 'news',
      fields: ['title', 'date', 'category.name'],
      filter: { important: { eq: true } },
    })
  })

  test('saved, it answers for real: from the cache the second time, the same as outside, with its cost', async () => {
    await button('Parameters').click()
    await page.getByRole('textbox', { name: 'sort', exact: true }).fill('date')
    await button('Call it').click()
    await answer().getByText('Not from the cache').waitFor()
    await button('Call it').click()
    await answer().getByText('From the cache', { exact: true }).waitFor()
    expect(JSON.parse((await said().textContent())!)).toEqual((await outside('/news?sort=date')).body)
    await button('What does it cost?').click()
    await page.getByText(/^It costs \d+ of 200\.$/).waitFor()
    await page.getByRole('list', { name: 'Calls by day' }).waitFor()
    // The address leads back to the same question.
    expect(new URL(page.url()).searchParams.get('call')).toBe('sort=date')
    await page.reload()
    expect(await page.getByRole('textbox', { name: 'sort', exact: true }).inputValue()).toBe('date')
  })

  test('the code beside it runs as it is', async () => {
    const code = page.locator('pre[aria-label="Code"]')
    const curl = spawnSync('sh', ['-c', `${(await code.textContent())!} --silent`], { encoding: 'utf8' })
    expect(JSON.parse(curl.stdout)).toEqual((await outside('/news?sort=date')).body)
    await page.getByText('fetch', { exact: true }).click()
    await page.waitForURL(/code=fetch/)
    const program = `${(await code.textContent())!}\nconsole.log(data.length)`
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
    expect([run.stderr, Number(run.stdout)]).toEqual(['', (await outside('/news')).body.data.length])
    await page.getByText('Typed', { exact: true }).click()
    await expect.poll(() => code.textContent()).toContain("dozo.news.list({ sort: 'date' })")
  })

  test('unsaved changes say so, are guarded, and a wrong one is told at its field and in the answer', async () => {
    const path = page.getByRole('textbox', { name: 'Path' })
    await path.fill('/batch')
    await page.getByText('There are changes that are not saved.').waitFor()
    await page.getByRole('link', { name: 'API “Shop”' }).click()
    await dialog().getByText('Leave without saving?').waitFor()
    await button('Cancel').click()
    await page.getByText('As entered here', { exact: true }).click()
    await button('Try these settings').click()
    await page
      .getByRole('alert')
      .getByText(/Path: The API itself uses this path/)
      .waitFor()
    await button('Save the endpoint').click()
    await expect.poll(() => path.getAttribute('aria-invalid')).toBe('true')
    await path.fill('/important')
    await button('Save now').click()
    await settled()
    expect((await outside('/important')).status).toBe(200)
    expect((await outside('/news')).status).toBe(404)
  })

  test('a filter that says more than rows can is shown as it is written, and is not lost by saving the rest', async () => {
    const now = await endpointNow()
    const { id, etag, url: _, ...input } = now
    const filter = { not: { or: [{ title: { contains: 'x' } }, { 'category.slug': 'y' }] } }
    await ask(`apis/shop/endpoints/${id}`, { method: 'PUT', body: { ...input, filter }, ifMatch: etag })
    await page.reload()
    const json = part('Fixed filter').getByRole('textbox')
    expect(JSON.parse(await json.inputValue())).toEqual(filter)
    // Somebody else is faster: what is entered here stays, theirs is told, and both come together.
    const latest = await endpointNow()
    const body = { ...input, filter, cacheSeconds: 5 }
    await ask(`apis/shop/endpoints/${id}`, { method: 'PUT', body, ifMatch: latest.etag })
    const size = page.getByRole('textbox', { name: 'Page size when none is asked for (empty: 20)' })
    await size.fill('3')
    await button('Save the endpoint').click()
    const notice = page.getByRole('alert').filter({ hasText: 'Somebody has changed this meanwhile' })
    await notice.getByText('They changed: Seconds that an answer is kept').waitFor()
    expect(await size.inputValue()).toBe('3')
    expect(await findings(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Seconds that an answer is kept' }).fill('5')
    await button('Save the endpoint').click()
    await settled()
    expect(await endpointNow()).toMatchObject({ filter, pageSize: 3, cacheSeconds: 5 })
  })

  test('a writing endpoint has the settings of one, and says why it is not tried', async () => {
    await open('/apis/shop/new-endpoint')
    await choose('Operation', 'Change an entry')
    await choose('Content type', 'News')
    await page.getByText(/This operation writes/).waitFor()
    expect(await page.getByRole('textbox', { name: 'Path' }).inputValue()).toBe('/news/{id}')
    await button('Create the endpoint').click()
    await page
      .getByRole('alert')
      .getByText(/Operation: On an open API anybody could change/)
      .waitFor()
    await page.getByRole('switch', { name: 'Only what they have made themselves' }).check()
    await page.getByRole('checkbox', { name: 'Title title' }).check()
    await page.getByRole('radio', { name: 'Members of some groups only' }).check()
    await button('Create the endpoint').click()
    await page.getByText('Choose one group at least.').waitFor()
    await page.getByRole('combobox', { name: 'Groups', exact: true }).press('ArrowDown')
    await page.getByRole('option', { name: 'Editor', exact: true }).click()
    await page.keyboard.press('Escape')
    await button('Create the endpoint').click()
    await page.waitForURL(/\/endpoints\/[0-9a-f-]{36}/)
    expect(await endpointNow()).toMatchObject({
      operation: 'entries.update',
      fields: ['title'],
      own: true,
      who: { groups: ['editor'] },
    })
  })

  test('a refused call is explained by its id, with the way to the setting that refused it', async () => {
    const refused = await outside('/important?filter[summary]=x')
    expect(refused.status).toBe(400)
    await open('/apis/shop')
    await page.getByRole('textbox', { name: 'Request id' }).fill(refused.body.requestId)
    await button('Find out why').click()
    await page.getByText('The filters of the endpoint say so.').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('link', { name: 'Open the endpoint /important' }).click()
    await page.waitForURL(/part=filters/)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Filters')
    await open(`/apis/shop?refused=${refused.body.requestId.replace(/.$/, '0')}0`)
    await page.getByText('There is no record of this request.').waitFor()
  })

  test('closed by a token, it answers who has one; the token is in no call that is shown', async () => {
    await open('/apis/shop')
    await choose('Who may call', 'Token')
    await button('Save the settings').click()
    await saved().waitFor()
    await button('New static token').click()
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Front')
    await button('Create the static token').click()
    const token = (await dialog().locator('pre').textContent())!
    await dialog().getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('link', { name: '/important' }).click()
    await button('Call it').click()
    await answer().getByText('Status 401').waitFor()
    await page.getByText('“Who may call” of the API says so.').waitFor()
    await page.getByLabel('Token to call with', { exact: true }).fill(token)
    await button('Call it').click()
    await answer().getByText('Status 200').waitFor()
    await page.getByRole('button', { name: 'API calls of this page' }).click()
    await dialog().getByText('/manage/v1/sites/main/explain/call').first().click()
    await dialog().getByText('"url": "/api/shop/important"').first().waitFor()
    expect(await dialog().textContent()).not.toContain(token)
    await dialog().getByRole('button', { name: 'Close' }).click()
  })

  test('whoever may only look sees everything and can change nothing', async () => {
    const email = 'hanako@example.com'
    const password = 'correct horse battery'
    await post(page, 'members', { name: 'Hanako', email, password, groups: ['viewer'] })
    const { page: hers, complaints: her } = await openPage(browser, { locale: 'en-US' })
    await hers.goto(page.url())
    await hers.getByLabel('E-mail address').fill(email)
    await hers.getByLabel('Password').fill(password)
    await hers.getByRole('button', { name: 'Sign in' }).click()
    await hers.getByText(/You may look at it/).waitFor()
    expect(await hers.getByRole('button', { name: /Save|Delete/ }).count()).toBe(0)
    expect(await hers.getByRole('textbox', { name: 'Path' }).isDisabled()).toBe(true)
    await hers.getByRole('button', { name: 'Call it', exact: true }).click()
    await hers.getByText('Status 401').waitFor()
    expect(await findings(hers)).toEqual([])
    expect(her).toEqual([])
    await hers.context().close()
  })

  test('an endpoint goes, and with the API all of them', async () => {
    await button('Delete the endpoint').click()
    await dialog().getByRole('button', { name: 'Delete the endpoint' }).click()
    await page.waitForURL(/\/apis\/shop$/)
    await page.getByRole('link', { name: '/news/{id}' }).waitFor()
    expect(await page.getByRole('link', { name: '/important' }).count()).toBe(0)
    await button('Delete the API').click()
    await dialog()
      .getByText(/Its 1 endpoint and its static tokens go with it/)
      .waitFor()
    await dialog().getByRole('button', { name: 'Delete the API' }).click()
    await page.waitForURL(/\/apis$/)
    expect((await outside('/news')).status).toBe(404)
    expect(complaints).toEqual([])
  })
})
