import type { AuditRecord } from '@dozo/client'
import i18next from 'i18next'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { changeLines } from '../src/features/audit/changes.ts'
import { queryOf } from '../src/features/audit/filter.ts'
import { eventLabel, sentenceOf } from '../src/features/audit/sentence.ts'
import { resources } from '../src/locales/resources.ts'

// What the server declares: the page is printed from its features, and a test of the server keeps it fresh.
const page = readFileSync(join(import.meta.dirname, '../../docs/reference/events.md'), 'utf8')
const events = [...page.matchAll(/^\| `([\w.-]+)`/gm)].map(([, name]) => name!)

const i18n = i18next.createInstance()
await i18n.init({
  resources,
  lng: 'en',
  supportedLngs: ['ja', 'en'],
  keySeparator: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
})
const t = (language: string) => i18n.getFixedT<['audit', 'auditEvents']>(language, ['audit', 'auditEvents'])
const record = (part: Partial<AuditRecord>): AuditRecord => ({
  id: '1',
  at: '2026-11-24T05:00:00.000Z',
  action: 'group.updated',
  result: 'done',
  actor: { kind: 'member', id: 'm1', name: '山田' },
  subject: { type: 'group', id: 'writers', label: '書き手' },
  changes: null,
  requestId: null,
  sealed: true,
  ...part,
})

describe('a record is a sentence', () => {
  test('for every event that the server knows, in both languages, and for none that it does not know', () => {
    expect(events.length).toBeGreaterThan(80)
    const words = Object.keys(resources.ja.auditEvents).filter((key) => !key.endsWith('.own'))
    expect(events.filter((event) => !words.includes(event))).toEqual([])
    expect(words.filter((event) => !events.includes(event))).toEqual([])
    for (const event of events)
      for (const language of ['ja', 'en']) {
        expect(sentenceOf(record({ action: event }), t(language)), event).toMatch(/[。.]$/)
        expect(eventLabel(event, t(language)), event).not.toContain(event)
      }
  })

  test('that says who and what, also when there is no name', () => {
    expect(sentenceOf(record({}), t('ja'))).toBe('山田がグループ「書き手」を変更しました。')
    expect(sentenceOf(record({ actor: { kind: 'member', id: 'm1' } }), t('en'))).toBe(
      'A member who was erased changed the group “書き手”.',
    )
    const unknown = record({
      action: 'session.refused',
      actor: { kind: 'anonymous' },
      subject: { type: 'member', id: 'unknown' },
    })
    expect(sentenceOf(unknown, t('en'))).toBe(
      'Somebody who was not signed in was refused a sign-in as “an unknown address”.',
    )
    const left = record({ action: 'session.ended', subject: { type: 'member', id: 'm1' } })
    expect(sentenceOf(left, t('en'))).toBe('山田 signed out.')
    expect(sentenceOf(record({ action: 'moon.landed' }), t('en'))).toBe('山田: moon.landed (“書き手”)')
  })
})

const words = {
  nameOf: (step: string) => ({ name: 'Name', fields: 'Fields' })[step],
  textOf: (value: unknown) => (value === null ? '–' : String(value)),
  hidden: '***',
}

describe('before and after', () => {
  test('are one line for each value that differs, items by their keys wherever they stand', () => {
    const fields = (...list: object[]) => ({ fields: list })
    const [title, body] = [
      { key: 'title', required: false },
      { key: 'body', required: false },
    ]
    const changes = {
      name: { before: { ja: 'あ', en: 'a' }, after: { ja: 'い', en: 'a' } },
      definition: { before: fields(title!), after: fields(body!, { ...title, required: true }) },
      groups: { before: [], after: ['editor', 'viewer'] },
    }
    expect(changeLines(changes, words)).toEqual([
      { path: ['Name', 'ja'], before: 'あ', after: 'い' },
      { path: ['definition', 'Fields', 'title', 'required'], before: 'false', after: 'true' },
      { path: ['definition', 'Fields', 'body', 'key'], before: undefined, after: 'body' },
      { path: ['definition', 'Fields', 'body', 'required'], before: undefined, after: 'false' },
      { path: ['groups'], before: '–', after: 'editor, viewer' },
    ])
  })

  test('never show what is called a secret', () => {
    const changes = {
      settings: { after: { webhookSecret: 'abc', headers: { apiToken: 'def' } } },
      password: { after: 'x' },
    }
    const said = JSON.stringify(changeLines(changes, words))
    expect(said).not.toMatch(/abc|def|"x"/)
    expect(said.match(/\*\*\*/g)).toHaveLength(3)
  })
})

test('days are those of the site, the last one whole', () => {
  expect(queryOf({ from: '2026-11-24', to: '2026-11-24', thing: 'group', id: 'a' }, 'Asia/Tokyo')).toEqual({
    subjectType: 'group',
    subject: 'a',
    from: '2026-11-23T15:00:00.000Z',
    before: '2026-11-24T15:00:00.000Z',
  })
  expect(queryOf({ from: '2026-', to: 'x', id: 'a' }, 'Asia/Tokyo')).toEqual({})
})
