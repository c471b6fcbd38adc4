import type { Field, FieldTypeName } from './definition.ts'
import { isEmpty } from './fields/empty.ts'
import { typeOf } from './fields/index.ts'
import { isObject } from './fields/object-value.ts'

type Convert = (value: unknown, field: Field) => unknown

const toText: Convert = (value) => (typeof value === 'object' ? undefined : String(value))
/** An object is no text; one with a `toString` of its own even throws. */
const written = (value: unknown) => (typeof value === 'object' ? '' : String(value).normalize('NFKC').trim())

/** １，２００ is 1200; a text that is more than a number is none. */
const toNumber: Convert = (value) => {
  const text = written(value).replace(/(?<=\d),(?=\d{3})/g, '')
  return /^[-+]?\d{1,17}(\.\d{1,17})?$/.test(text) ? Number(text) : undefined
}

const truths: Record<string, boolean> = {
  true: true,
  yes: true,
  '1': true,
  はい: true,
  false: false,
  no: false,
  '0': false,
  いいえ: false,
}
const toBoolean: Convert = (value) => {
  const text = written(value).toLowerCase()
  return Object.hasOwn(truths, text) ? truths[text] : undefined
}

/** 2026/1/2 and 2026年1月2日 are 2026-01-02. */
const toDay: Convert = (value) => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written(value))
  return found ? `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}` : value
}

/** A choice by its value or by either of its names. */
const toChoice: Convert = (value, field) => {
  const text = written(value)
  return field.options?.find(({ value: own, name }) => [own, name.ja, name.en].includes(text))?.value
}

const first: Convert = (value) => (Array.isArray(value) && value.length === 1 ? value[0] : undefined)
const alone: Convert = (value) => [value]
const lines = ['text', 'textarea', 'markdown', 'html', 'slug'] as const
const texts = ['text', 'textarea', 'markdown', 'html'] as const

const withoutAlt: Convert = (value) => {
  if (!isObject(value)) return undefined
  const { alt: _alt, ...kept } = value
  return kept
}

const from = (types: readonly FieldTypeName[], convert: Convert): Partial<Record<FieldTypeName, Convert>> =>
  Object.fromEntries(types.map((type) => [type, convert]))

/** Ways from one type to another for values that are not of the other just as they are: to, from, how. */
const ways: Partial<Record<FieldTypeName, Partial<Record<FieldTypeName, Convert>>>> = {
  ...Object.fromEntries(
    texts.map((type) => [
      type,
      {
        ...from(
          [
            ...lines,
            'number',
            'counter',
            'boolean',
            'date',
            'date_time',
            'time',
            'color',
            'select',
            'computed',
          ],
          toText,
        ),
        link: (value: unknown) => (isObject(value) ? value['url'] : undefined),
      },
    ]),
  ),
  slug: from(['text', 'textarea', 'number', 'select'], toText),
  number: from([...lines, 'select'], toNumber),
  counter: from([...lines, 'number'], toNumber),
  boolean: from([...lines, 'number', 'select'], toBoolean),
  date: { ...from(lines, toDay), date_time: (value) => written(value).slice(0, 10) },
  date_time: { date: (value) => `${written(value)}T00:00:00Z` },
  time: from(lines, (value) => value),
  color: from(lines, (value) => value),
  select: { ...from([...lines, 'number', 'boolean'], toChoice), multi_select: first },
  multi_select: {
    ...from([...lines, 'number'], (value, field) => [toChoice(value, field)]),
    select: alone,
  },
  link: from(lines, (value) => ({ url: written(value) })),
  image: { gallery: first },
  file: { image: withoutAlt, gallery: (value, field) => withoutAlt(first(value, field), field) },
  gallery: from(['image', 'file'], alone),
  group: { repeat: first },
  repeat: { group: alone },
}

/** Whether values of one type may become values of the other by more than being so already. */
export const canConvert = (before: Field, after: Field): boolean =>
  ways[after.type]?.[before.type] !== undefined

/**
 * A value as another type keeps it: just as it is where it fits, otherwise, when that is asked for, converted. Nothing when it cannot be.
 * Safe to do again: what has become a value of the new type fits.
 */
export function converted(value: unknown, before: Field, after: Field, convert: boolean): unknown {
  const type = typeOf(after)
  const kept = (own: unknown) => {
    if (isEmpty(own, after)) return undefined
    const normal = type.normalise(own, after)
    return type.check(normal, after).length === 0 ? normal : undefined
  }
  const way = convert ? ways[after.type]?.[before.type] : undefined
  return kept(value) ?? (way ? kept(way(value, after)) : undefined)
}
