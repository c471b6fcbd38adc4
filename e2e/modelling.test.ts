import { fieldTypeNames } from '@dozo/content-model/definition'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings, openPage } from './browser.ts'
import { useOwner } from './owner.ts'

// From an empty site to an API of one's own without leaving the browser: a type with every kind of field, an entry, endpoints, an import.
describe.skipIf(!executablePath)('modelling in a browser', () => {
  const journey = useOwner()
  let { server, browser, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, browser, page, complaints } = journey)
  })

  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })

  test('an operator makes a site and is in it', async () => {
    await page.goto(`${server.consoleUrl}/sites`)
    await button('New site').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Branch')
    await dialog.getByLabel('Key').fill('Branch office')
    await dialog.getByRole('button', { name: 'Create the site' }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('Key').fill('branch')
    await dialog.getByRole('button', { name: 'Create the site' }).click()
    await page.waitForURL(/\/sites\/branch$/)
    await page.getByRole('heading', { name: 'What to do next' }).waitFor()
  })

  test('a content type with every kind of field is defined', async () => {
    await page.getByRole('link', { name: 'Define a content type' }).click()
    await page.getByLabel('Name (Japanese)').first().fill('製品')
    await page.getByLabel('Name (English)').first().fill('Product')
    await page.getByLabel('Key').first().fill('product')
    for (const type of fieldTypeNames) {
      // Nothing points here yet, so there is no other side to read.
      if (type === 'reverse') continue
      await button('Add a field').last().click()
      await page.getByRole('menuitem').nth(fieldTypeNames.indexOf(type)).click()
    }
    expect(await findings(page)).toEqual([])
    await button('Create the content type').click()
    // A relation needs a target, which the definition says at the field.
    await page.getByText('(to check)').first().waitFor()
    await button(/Relation.*relation/).click()
    await page.getByRole('combobox', { name: 'Points to' }).waitFor()
    await button('Relation: remove').click()
    await button('Create the content type').click()
    await page.waitForURL(/\/content-types\/product$/)
  })

  test('one press gives it endpoints, and an entry with every field is written and published', async () => {
    await page.getByRole('link', { name: 'Make an API first' }).click()
    await button('New API').first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Create the API' }).click()
    await page.getByRole('heading', { name: 'Default' }).waitFor()
    await page.goto(`${server.consoleUrl}/sites/branch/content-types/product`)
    await button('Make the endpoints').click()
    await page
      .getByRole('status')
      .getByText('/api/')
      .first()
      .waitFor()
      .catch(() => undefined)
    await page.goto(`${server.consoleUrl}/sites/branch/entries/product/new`)
    const title = page.getByLabel('Title (日本語)')
    await title.fill('湯のみ')
    await page.getByLabel('Text', { exact: true }).first().fill('有田焼')
    await page.getByLabel('Number', { exact: true }).fill('１，２００')
    await page.getByLabel('Yes or no').click()
    await page.getByLabel('Date and time').fill('2026-11-24T09:00')
    await page.getByLabel('JSON').fill('{"weight": ')
    await button('Save').click()
    await page
      .getByRole('alert')
      .getByText(/This is not JSON/)
      .waitFor()
    await page.getByLabel('JSON').fill('{"weight": 180}')
    await page.getByLabel('Time', { exact: true }).fill('９：３０')
    await page.getByLabel('Colour', { exact: true }).fill('#36C')
    const link = page.getByRole('group', { name: 'Link' })
    await link.getByLabel('Address').fill('javascript:alert(1)')
    await link.getByLabel('Words of the link').fill('案内')
    const place = page.getByRole('group', { name: 'Location' })
    await place.getByLabel('Latitude').fill('９１')
    await place.getByLabel('Longitude').fill('139.767')
    await button('Begin “Table”').click()
    await page.getByLabel('Row 1, column 1').fill('曜日')
    await button('Remove column 2').click()
    await button('Add a row').click()
    await button('Remove row 2').click()
    await page.getByLabel('Row 2, column 1').fill('月')
    await button('Save').click()
    await link.getByText('This link cannot be used.').waitFor()
    await place.getByText('Must be 90 or less.').waitFor()
    await link.getByLabel('Address').fill('/about')
    await link.getByLabel('Opens a new window').check()
    await place.getByLabel('Latitude').fill('35.681')
    await button(/^Add to “Repeating group”/).click()
    await button(/^Add to “Repeating group”/).click()
    const items = page.getByRole('group', { name: 'Repeating group' }).getByLabel('Text', { exact: true })
    await items.nth(0).fill('first')
    await items.nth(1).fill('second')
    await button('Move “Item 2 of 2”').press('Alt+ArrowUp')
    expect(await items.nth(0).inputValue()).toBe('second')
    const blocks = page.getByRole('group', { name: 'Blocks', exact: true })
    for (const text of ['one', 'two']) {
      await button('Add a block to “Blocks”').press('Enter')
      expect(await findings(page)).toEqual([])
      await blocks.locator('textarea').last().fill(text)
    }
    await page.getByRole('group', { name: '2 / 2 Text' }).press('Alt+ArrowUp')
    await button('2 / 2 Text: fold').press('Enter')
    expect(await blocks.locator('textarea:visible').count()).toBe(1)
    expect(await findings(page)).toEqual([])
    await button('Publish…').click()
    await button('Publish').click()
    await page.getByText('Readers see this content.').waitFor()
    const answer = await page.evaluate(async () => {
      const id = location.pathname.split('/').at(-1)
      return (await fetch(`/manage/v1/sites/branch/entries/${id}`)).json()
    })
    expect(answer.data.live).toMatchObject({
      title: { ja: '湯のみ' },
      text: '有田焼',
      amount: 1200,
      boolean: true,
      dateTime: '2026-11-24T00:00:00.000Z',
      json: { weight: 180 },
      time: '09:30',
      color: '#3366cc',
      link: { url: '/about', text: '案内', target: '_blank' },
      location: { lat: 35.681, lng: 139.767 },
      table: { header: true, rows: [['曜日'], ['月']] },
      repeat: [{ text: 'second' }, { text: 'first' }],
      blocks: [
        { kind: 'text', values: { text: 'two' } },
        { kind: 'text', values: { text: 'one' } },
      ],
    })
  })

  test('a change that loses values is shown before it is made', async () => {
    await page.goto(`${server.consoleUrl}/sites/branch/content-types/product`)
    await button('Number: remove').click()
    await button('Save').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('This change loses something').waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await button('Save').click()
    expect(await dialog.getByRole('button', { name: 'Save all the same' }).isDisabled()).toBe(true)
    await dialog.getByLabel('I know that values are lost').check()
    await dialog.getByRole('button', { name: 'Save all the same' }).click()
    await page.getByText('The content type was saved.').waitFor()
    expect(await button('Number: remove').count()).toBe(0)
  })

  test('a file is checked first and then imported, with progress, outcome and the refused lines', async () => {
    await page.goto(`${server.consoleUrl}/sites/branch/imports`)
    const lines = [
      ...Array.from({ length: 300 }, (_, n) => JSON.stringify({ values: { title: { ja: `皿 ${n}` } } })),
      '{"values": {"nothing": 1}}',
    ].join('\n')
    await page.getByRole('link', { name: 'Import', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'dishes.ndjson',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(lines),
    })
    await page.getByText('The file was exported: its lines say where their values go.').waitFor()
    await button('Check').click()
    await page.getByText('301 of 301 lines. 300 created, 0 changed, 0 unchanged, 1 refused').waitFor()
    await button('Import this now').click()
    await expect.poll(() => page.getByText('301 of 301 lines.').count()).toBe(2)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download refused lines' }).first().click(),
    ])
    expect(file.suggestedFilename()).toBe('product-refused.ndjson')
    await page.goto(`${server.consoleUrl}/sites/branch/entries/product?sort=-updatedAt`)
    await page.getByText('301 entries').waitFor()
    await button('Next page').click()
    await page.waitForURL(/after=/)
    await button('Previous page').click()
    await expect.poll(() => page.url()).not.toContain('after=')
  })

  test('a member is added who sees only what editors may, and a token is shown once', async () => {
    await page.goto(`${server.consoleUrl}/sites/branch/members/new`)
    await page.getByLabel('Name').fill('佐藤 次郎')
    await page.getByLabel('E-mail address').fill('jiro@example.com')
    await page.getByLabel('Password').fill('correct horse battery')
    await button('Add the member').click()
    await page.getByRole('heading', { level: 1, name: '佐藤 次郎' }).waitFor()
    const { page: theirs } = await openPage(browser, { locale: 'en-US' })
    await theirs.goto(`${server.consoleUrl}/sites/branch`)
    await theirs.getByLabel('Site').fill('branch')
    await theirs.getByLabel('E-mail address').fill('jiro@example.com')
    await theirs.getByLabel('Password').fill('correct horse battery')
    await theirs.getByRole('button', { name: 'Sign in' }).click()
    await theirs.getByRole('link', { name: 'Product', exact: true }).first().waitFor()
    expect(await theirs.getByRole('link', { name: 'Members' }).count()).toBe(0)
    await theirs.context().close()
    await page.goto(`${server.consoleUrl}/sites/main/api-tokens`)
    await button('New token').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('build')
    await dialog.getByRole('combobox', { name: 'May do' }).click()
    await page.getByRole('option', { name: 'Read entries' }).click()
    // Choosing several goes on until one leaves the box.
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Create the token' }).click()
    await dialog.getByText('This token is shown only now.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('cell', { name: 'entries.read' }).waitFor()
    await button('Revoke “build”').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('There is no token.').waitFor()
  })

  test('nothing was written to the browser’s log on the way', () => {
    expect(complaints).toEqual([])
  })
})
