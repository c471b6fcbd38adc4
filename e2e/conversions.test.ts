// Japanese is written by converting what was typed. Every input that stands on a page of the console, or behind the buttons named below,
// is gone through (webhooks, endpoints and dialogs of rich text are not): nothing is sent, closed, moved or doubled
// by a key that belongs to a conversion.
import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../console/src/paths.ts'
import { fieldTypeNames } from '../content-model/src/field-names.ts'
import { executablePath } from './browser.ts'
import { useOwner } from './owner.ts'
import { inputMethod, type InputMethod } from './input-method.ts'

const words = (text: string) => ({ ja: text, en: text })
const line = (key: string) => ({ key, type: 'text', name: words(key) })

/** The first two lead elsewhere; the others need something to be made first. */
const skipped = ['home', 'setup', 'webhook', 'newEndpoint', 'endpoint']

const start = {
  a_text: 'x',
  a_group: { inner: 'x' },
  a_repeat: [{ item: 'x' }],
  a_blocks: [{ kind: 'one', values: { word: 'x' } }],
}

/** What a field of a type needs to be one. */
const settings: Record<string, object> = {
  text: { filterable: true },
  select: { options: [{ value: 'a', name: words('A') }] },
  multi_select: { options: [{ value: 'a', name: words('A') }] },
  relation: { to: ['all'], many: true },
  reverse: { of: { type: 'all', field: 'a_relation' } },
  computed: { template: '{a_text}' },
  group: { fields: [line('inner')] },
  repeat: { fields: [line('item')] },
  blocks: { kinds: [{ key: 'one', name: words('One'), fields: [line('word')] }] },
}

/** Where there are more inputs behind a button, its name; behind a menu, one after the other. */
const behind: Partial<Record<keyof typeof paths, string[][]>> = {
  site: [['Go to, find']],
  sites: [['New site']],
  entries: [['Filter'], ['View: All', 'Save this view…']],
  entry: [['Merge into another']],
  apis: [['New API']],
  webhooks: [['New webhook']],
  apiTokens: [['New token']],
  contentType: [['Add a field']],
}

describe.skipIf(!executablePath)('conversions', () => {
  const journey = useOwner()
  let { page, server } = journey
  let ime: InputMethod
  const ids = { site: 'main', type: 'all', api: 'default', entry: '', member: '', group: '' }
  let swept = 0
  const inputs =
    'input:not([type=checkbox]):not([type=radio]):not([type=password]):not([type=file]):not([type=color]):not([type=range]):not([type=date]):not([type=datetime-local]):not([type=time]):not([readonly]):not([disabled]), textarea:not([readonly]):not([disabled]), [contenteditable=true]'

  const valueOf = (input: Locator) =>
    input.evaluate((one) =>
      one instanceof HTMLElement && 'value' in one ? String(one.value) : one.textContent,
    )
  const times = (text: string | null, word: string) => (text ?? '').split(word).length - 1

  /** But for what the box before has been searching since. */
  const where = () => page.url().replace(/[?&](q|sort)=[^&]*/g, '')

  /** What is wrong about a conversion in an input; nothing when all is well. */
  async function wrongWith(input: Locator): Promise<string[]> {
    const { compose, press, commit } = ime
    const wrong: string[] = []
    const asked: string[] = []
    const listen = (request: { method(): string; url(): string; postData(): string | null }) => {
      if (/[にん]|%E3%81/.test(`${decodeURI(request.url())} ${request.postData() ?? ''}`))
        asked.push(`${request.method()} ${request.url()}`)
    }
    await input.scrollIntoViewIfNeeded()
    await input.focus()
    await page.keyboard.press('End')
    const before = {
      url: where(),
      dialogs: await page.getByRole('dialog').count(),
      value: await valueOf(input),
    }
    const here = () => input.evaluate((one) => one.contains(document.activeElement))
    page.on('request', listen)
    for (const part of ['n', 'に', 'にh', 'にほ', 'にほn', 'にほん']) await compose(part)
    for (const key of ['Space', 'ArrowDown', 'ArrowUp', 'Tab', 'Escape', 'Backspace', 'Enter']) {
      await press(key)
      if (!(await here())) wrong.push(`${key} took the focus away`)
    }
    if (where() !== before.url) wrong.push('the address changed')
    if ((await page.getByRole('dialog').count()) !== before.dialogs) wrong.push('a dialog opened or closed')
    if (times(await valueOf(input), 'にほん') !== times(before.value, 'にほん') + 1)
      wrong.push('it is not there once')
    page.off('request', listen)
    wrong.push(...asked.map((one) => `asked in the middle of it: ${one}`))
    await compose('日本')
    await commit('日本')
    // Safari ends the conversion first, and sends the Enter that ended it behind.
    await press('Enter')
    if (!(await here())) wrong.push('Enter behind it took the focus away')
    const after = await valueOf(input)
    if (times(after, '日本') !== times(before.value, '日本') + 1) wrong.push(`it became “${after}”`)
    return wrong
  }

  beforeAll(async () => {
    ;({ page, server } = journey)
    ime = await inputMethod(page)
    const type = {
      key: 'all',
      kind: 'plain',
      name: words('All'),
      titleField: 'a_text',
      fields: fieldTypeNames.map((name) => ({
        key: `a_${name}`,
        type: name,
        name: words(name),
        ...settings[name],
      })),
    }
    const made = await page.evaluate(
      async ([definition, values]) => {
        async function answer(path: string, body?: object) {
          const headers = { 'content-type': 'application/json' }
          const sent = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {}
          const reply = await fetch(`/manage/v1/sites/main/${path}`, sent)
          if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
          return ((await reply.json()) as { data: any }).data
        }
        await answer('content-types', definition)
        const entry = await answer('entries', { type: 'all', values })
        const [member] = await answer('members')
        const [group] = await answer('groups')
        return { entry: entry.id as string, member: member.id as string, group: group.key as string }
      },
      [type, start] as const,
    )
    Object.assign(ids, made)
  })

  const addressOf = (name: keyof typeof paths) =>
    paths[name].replace(/\$(\w+)/g, (_, place: string) =>
      place === 'id' ? ids[name as 'entry' | 'member' | 'group'] : ids[place as 'site'],
    )
  const inView = () => page.locator(inputs).filter({ visible: true })

  /** Every input that is in view now, by what it is called. */
  async function sweep(place: string): Promise<string[]> {
    const wrong: string[] = []
    // What one writes may bring or take away others.
    let n = 0
    for (; n < (await inView().count()); n++) {
      const input = inView().nth(n)
      const name = await input.evaluate(
        (one) =>
          one.getAttribute('aria-label') ??
          (one as HTMLInputElement).labels?.[0]?.textContent ??
          one.outerHTML.slice(0, 120),
      )
      wrong.push(...(await wrongWith(input)).map((what) => `${place}, ${name}: ${what}`))
      await input.evaluate((one) => (one as HTMLElement).blur())
    }
    swept += n
    return wrong
  }
  async function open(name: keyof typeof paths) {
    await page.goto(server.consoleUrl + addressOf(name))
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
  }

  const pages = (Object.keys(paths) as (keyof typeof paths)[]).filter((name) => !skipped.includes(name))
  test.each(pages)('no input of %s minds one', async (name) => {
    await open(name)
    const wrong = await sweep(name)
    for (const way of behind[name] ?? []) {
      await open(name)
      const before = await inView().count()
      for (const step of way)
        await page.getByText(step, { exact: true }).filter({ visible: true }).first().click()
      await expect.poll(() => inView().count(), { message: way.join(' > ') }).toBeGreaterThan(before)
      wrong.push(...(await sweep(`${name} > ${way.join(' > ')}`)))
    }
    expect(wrong).toEqual([])
  })

  test('so many inputs were gone through, and the browser’s log is empty', () => {
    expect(swept).toBeGreaterThan(80)
    expect(journey.complaints).toEqual([])
  })
})
