import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { executablePath, findings } from './browser.ts'
import { post, useOwner } from './owner.ts'

const words = (text: string) => ({ ja: text, en: text })
const picture = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

describe.skipIf(!executablePath)('files in entries', () => {
  const journey = useOwner()
  let { server, page, complaints } = journey
  beforeAll(async () => {
    ;({ server, page, complaints } = journey)
    await post(page, 'content-types', {
      key: 'page',
      name: words('Page'),
      kind: 'plain',
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text', name: words('Title') },
        { key: 'hero', type: 'image', name: words('Hero') },
        { key: 'form', type: 'file', name: words('Form'), accept: ['document'] },
        { key: 'body', type: 'rich_text', name: words('Body') },
        { key: 'photos', type: 'gallery', name: words('Photos'), max: 2 },
      ],
    })
  })

  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })
  const box = (name: string) => page.getByRole('group', { name, exact: true })
  const widthOf = (image: Locator) => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)
  const put = (name: string, file: { name: string; mimeType: string; buffer: Buffer }) =>
    box(name).getByLabel(`Upload a file for “${name}”`).setInputFiles(file)

  test('a picture is uploaded where it is used, described, and published', async () => {
    await page.goto(`${server.consoleUrl}/sites/main/entries/page/new`)
    await page.getByLabel('Title', { exact: true }).fill('海の日')
    await put('Hero', { name: '海.png', mimeType: 'image/png', buffer: await picture(400, 200, '#2266aa') })
    await box('Hero').getByText('海.png').waitFor()
    await box('Hero').getByText('400 × 200').waitFor()
    await expect.poll(() => widthOf(box('Hero').locator('img'))).toBe(320)
    await box('Hero').getByText('There is none yet', { exact: false }).waitFor()
    await box('Hero').getByLabel('Alternative text').fill('朝の海')
    await put('Form', { name: 'x.png', mimeType: 'image/png', buffer: await picture(2, 2, '#ffffff') })
    await box('Form')
      .getByRole('alert')
      .getByText('this field does not take its kind', { exact: false })
      .waitFor()
    await put('Form', { name: '申込書.txt', mimeType: 'text/plain', buffer: Buffer.from('申込書') })
    await box('Form').getByText('申込書.txt').waitFor()
    expect(await findings(page)).toEqual([])
    await button('Save').click()
    await page.waitForURL(/\/entries\/page\/[0-9a-f-]{36}$/)
  })

  test('a picture of the library stands in the text, and is there when it is opened again', async () => {
    const body = page.getByRole('textbox', { name: 'Body' })
    await body.click()
    await page.keyboard.type('海の話')
    await page
      .getByRole('toolbar', { name: 'Format of “Body”' })
      .getByRole('button', { name: 'Image' })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').fill('海')
    await page.getByRole('option', { name: /海/ }).first().click()
    await dialog.getByLabel('Alternative text').fill('港の朝')
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Put the image in' }).click()
    await button('Save').click()
    await page.getByText('Saved', { exact: false }).first().waitFor()
    await page.reload()
    const shown = body.getByRole('img', { name: '港の朝' })
    await shown.waitFor()
    await expect.poll(() => widthOf(shown)).toBe(320)
    expect(await body.getByText('海の話').count()).toBe(1)
  })

  test('one that is there already is found by its name; the order is changed, and a full gallery takes no more', async () => {
    const photos = box('Photos')
    for (const name of ['海', 'x.png']) {
      await photos.getByRole('combobox', { name: 'Choose a file for “Photos”' }).fill(name)
      await page
        .getByRole('option', { name: new RegExp(name) })
        .first()
        .click()
    }
    await photos.getByText('x.png').waitFor()
    await expect.poll(() => photos.getByRole('combobox').count()).toBe(0)
    await photos.getByRole('button', { name: 'Item 2 of 2: Move up' }).click()
    await photos.getByLabel('Caption').first().fill('一枚目')
    await button('Save').click()
    await page.getByText('Saved', { exact: false }).first().waitFor()
    await page.reload()
    await expect
      .poll(async () =>
        photos.getByLabel('Caption').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
      )
      .toEqual(['一枚目', ''])
    await expect.poll(() => photos.getByText(/\.png$/).allTextContents()).toEqual(['x.png', '海.png'])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await findings(page)).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(390)
    await box('Hero').getByRole('button', { name: 'Clear “Hero”' }).click()
    await box('Hero').getByRole('combobox').waitFor()
    expect(complaints).toEqual([])
  })
})
