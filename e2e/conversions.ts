import type { Locator, Page, Request } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { paths } from '../console/src/paths.ts'
import { fieldTypeNames } from '../content-model/src/field-names.ts'
import { inputMethod } from './input-method.ts'
import { useOwner } from './owner.ts'

/** What an input method writes into: not what the browser itself asks for in its own way, nor what is only shown. */
/** Examples that nobody can reach are none. */
const inputs =
  ':is(input:not([type=checkbox]):not([type=radio]):not([type=password]):not([type=file]):not([type=color]):not([type=range]):not([type=date]):not([type=datetime-local]):not([type=time]):not([readonly]):not([disabled]), textarea:not([readonly]):not([disabled]), [contenteditable=true]):not([inert] *)'

const times = (text: string | null, word: string) => (text ?? '').split(word).length - 1

/** Tells what an input holds and what has become of the page around it; an input that was put in another's place is not the same. */
async function lookAt(input: Locator) {
  const watched = await input.evaluateHandle((one: HTMLElement) => {
    let left = false
    one.addEventListener('focusout', () => (left = true))
    const isShown = (dialog: Element) => dialog.checkVisibility()
    return () => ({
      value: 'value' in one ? String(one.value) : one.textContent,
      left: left || !one.contains(document.activeElement),
      dialogs: [...document.querySelectorAll('[role=dialog]')].filter(isShown).length,
      // But for what the box before has been searching since.
      url: location.href.replace(/[?&](q|sort)=[^&]*/g, ''),
    })
  })
  return () => watched.evaluate((look) => look())
}

type Remembering = { seen?: WeakSet<Element> }

/** Notes, in the page, inputs that are there already; gives how many they are. */
function remember(those: Element[]): number {
  const page = globalThis as Remembering
  page.seen ??= new WeakSet()
  for (const one of those) page.seen.add(one)
  return those.length
}

/** What an input is called, in the page; nothing where it is noted. */
function nameOf(one: Element): string | undefined {
  if ((globalThis as Remembering).seen?.has(one)) return undefined
  const label = (one as HTMLInputElement).labels?.[0]?.textContent
  return one.getAttribute('aria-label') ?? label ?? one.outerHTML.slice(0, 120)
}

/** Requests from now on with a word in them, as it is asked for, once. */
function requestsWith(page: Page, word: string): () => string[] {
  const asked: string[] = []
  const listen = (request: Request) => {
    const said = `${decodeURIComponent(request.url())} ${request.postData() ?? ''}`
    if (said.includes(word)) asked.push(`${request.method()} ${request.url()}`)
  }
  page.on('request', listen)
  return () => {
    page.off('request', listen)
    return asked
  }
}

/** Goes through inputs of a page with a conversion in each: nothing is sent, closed, moved or doubled by a key that belongs to it. */
export async function sweepOf(page: Page) {
  const { compose, press, commit } = await inputMethod(page)

  /** What is wrong about a conversion where the focus is; nothing when all is well. */
  async function wrongWith(input: Locator): Promise<string[]> {
    const wrong: string[] = []
    await page.keyboard.press('End')
    const look = await lookAt(input)
    const before = await look()
    const asked = requestsWith(page, 'に')
    for (const part of ['n', 'に', 'にほ', 'にほん']) await compose(part)
    for (const key of ['Space', 'ArrowDown', 'ArrowUp', 'Tab', 'Escape', 'Backspace', 'Enter'])
      await press(key)
    const amid = await look()
    if (times(amid.value, 'にほん') !== times(before.value, 'にほん') + 1) wrong.push('it is not there once')
    wrong.push(...asked().map((one) => `asked in the middle of it: ${one}`))
    await compose('日本')
    await commit('日本')
    // Safari ends the conversion first, and sends the key that ended it behind.
    for (const key of ['Enter', 'Tab', 'Escape']) await press(key)
    const after = await look()
    if (times(after.value, '日本') !== times(before.value, '日本') + 1)
      wrong.push(`it became “${after.value}”`)
    for (const [when, seen] of Object.entries({ in: amid, behind: after })) {
      if (seen.left) wrong.push(`a key ${when} it took the focus away`)
      if (seen.url !== before.url) wrong.push(`a key ${when} it changed the address`)
      if (seen.dialogs !== before.dialogs) wrong.push(`a key ${when} it opened or closed a dialog`)
    }
    return wrong
  }

  /** What lies on top: the last dialog that is open, or else the page. */
  async function inView() {
    const dialogs = page.getByRole('dialog').filter({ visible: true })
    const on = (await dialogs.count()) > 0 ? dialogs.last() : page
    return on.locator(inputs).filter({ visible: true })
  }

  const all: string[] = []
  /** Every input that is in view now and was not before, by what it is called. */
  async function sweep(place: string): Promise<string[]> {
    const wrong: string[] = []
    // What one writes may bring or take away others.
    for (let n = 0; n < (await (await inView()).count()); n++) {
      const input = (await inView()).nth(n)
      const name = await input.evaluate(nameOf)
      if (name === undefined) continue
      await input.scrollIntoViewIfNeeded()
      await input.focus()
      // A conversion that ends beyond a limit would be cut by the browser: it is told instead.
      if ((await input.getAttribute('maxlength')) !== null) wrong.push(`${place}, ${name}: is cut`)
      wrong.push(...(await wrongWith(input)).map((what) => `${place}, ${name}: ${what}`))
      await input.evaluate((one) => (one as HTMLElement).blur())
      all.push(`${place}, ${name}`)
    }
    return wrong
  }

  /** Goes the way of names, of buttons, tabs, links and so on, to where there are more inputs. */
  async function go(way: readonly string[]) {
    for (const step of way) {
      const named = page.getByText(step, { exact: true }).or(page.getByLabel(step, { exact: true }))
      await named.filter({ visible: true }).last().click()
    }
  }

  /** The same behind a way, which must lead to an input. */
  async function sweepBehind(place: string, way: readonly string[]): Promise<string[]> {
    const seen = page.locator(inputs).filter({ visible: true })
    const before = await seen.evaluateAll(remember)
    await go(way)
    await expect.poll(() => seen.count(), { message: way.join(' > ') }).toBeGreaterThan(before)
    return sweep([place, ...way].join(' > '))
  }

  return { wrongWith, sweep, sweepBehind, go, all }
}

const words = (text: string) => ({ ja: text, en: text })
const line = (key: string) => ({ key, type: 'text', name: words(key) })

/** What a field of a type needs to be one. */
const settings: Record<string, object> = {
  text: { filterable: true },
  select: { options: [{ value: 'a', name: words('A') }] },
  multi_select: { options: [{ value: 'a', name: words('A') }] },
  relation: { to: ['all', 'beside'], many: true },
  reverse: { of: { type: 'all', field: 'a_relation' } },
  computed: { template: '{a_text}' },
  group: { fields: [line('inner')] },
  repeat: { fields: [line('item')] },
  blocks: { kinds: [{ key: 'one', name: words('One'), fields: [line('word')] }] },
}

const types = [
  {
    key: 'beside',
    kind: 'plain',
    name: words('Beside'),
    titleField: 'title',
    fields: [
      line('title'),
      { ...line('place'), required: true },
      { key: 'note', type: 'textarea', name: words('note') },
      { key: 'body', type: 'rich_text', name: words('body') },
    ],
  },
  {
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
  },
]

const start = {
  a_text: 'x',
  a_group: { inner: 'x' },
  a_repeat: [{ item: 'x' }],
  a_blocks: [{ kind: 'one', values: { word: 'x' } }],
}
const webhook = { name: 'Hook', url: 'https://example.com/', events: ['entry.published'] }

/** A site with something on every page of the console: an entry with every type of field, one in the trash, a webhook, an endpoint. */
export function useEverything() {
  const journey = useOwner()
  const ids = { site: 'main', type: 'all', api: 'closed', entry: '', endpoint: '', webhook: '' } as Record<
    string,
    string
  >
  beforeAll(async () => {
    const made = await journey.page.evaluate(
      async ([definitions, values, hook]) => {
        async function answer(path: string, body?: object, method = body ? 'POST' : 'GET', more = {}) {
          const headers = { 'content-type': 'application/json', ...more }
          const sent = { method, ...(body ? { headers, body: JSON.stringify(body) } : { headers: more }) }
          const reply = await fetch(`/manage/v1/sites/main/${path}`, sent)
          const text = await reply.text()
          if (!reply.ok) throw new Error(`${path}: ${text}`)
          return text ? (JSON.parse(text) as { data: any }).data : undefined
        }
        for (const definition of definitions) await answer('content-types', definition)
        const entry = await answer('entries', { type: 'all', values })
        const gone = await answer('entries', { type: 'all', key: 'gone', values: { a_text: 'Gone' } })
        await answer(`entries/${gone.id}`, undefined, 'DELETE', { 'if-match': '*' })
        // Its key is taken when it is wanted back.
        await answer('entries', { type: 'all', key: 'gone', values: { a_text: 'Other' } })
        await answer('apis', { key: 'closed', name: 'Closed', security: 'token' })
        const [member] = await answer('members')
        const [group] = await answer('groups')
        const [endpoint] = await answer('apis/closed/endpoints/suggest', { type: 'all' })
        return {
          entry: entry.id as string,
          member: member.id as string,
          group: group.key as string,
          endpoint: endpoint.id as string,
          webhook: (await answer('webhooks', hook)).id as string,
        }
      },
      [types, start, webhook] as const,
    )
    Object.assign(ids, made)
  })
  async function open(name: keyof typeof paths) {
    const address = paths[name].replace(/\$(\w+)/g, (_, place: string) =>
      place === 'id' ? ids[name]! : ids[place]!,
    )
    const { page, server } = journey
    await page.goto(server.consoleUrl + address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
  }
  return { journey, ids, open }
}
