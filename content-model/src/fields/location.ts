import { fieldType, isCleanText } from '../field-type.ts'
import { issue, type Issue } from '../issue.ts'
import { limits } from '../limits.ts'
import { isObject, strangeKeys, tidyObject } from './object-value.ts'

type Location = { lat: number; lng: number; address?: string }

const parts = ['lat', 'lng', 'address']

function checkDegrees(value: unknown, at: string, most: number): Issue[] {
  if (value === undefined) return [issue(at, 'required')]
  if (typeof value !== 'number' || !Number.isFinite(value))
    return [issue(at, 'wrong_type', { expected: '123' })]
  if (value < -most) return [issue(at, 'too_small', { limit: -most })]
  return value > most ? [issue(at, 'too_large', { limit: most })] : []
}

function checkAddress(text: unknown): Issue[] {
  if (text === undefined) return []
  if (typeof text !== 'string') return [issue('/address', 'wrong_type', { expected: '"…"' })]
  if ([...text].length > limits.textLength)
    return [issue('/address', 'too_long', { limit: limits.textLength })]
  return isCleanText(text) ? [] : [issue('/address', 'control_characters')]
}

/**
 * A place on the earth in degrees (WGS 84) and, if wanted, its address.
 * Not filterable: an index row has one column for a field, and two numbers do not go into one.
 */
export const location = fieldType({
  type: 'location',
  label: { ja: '場所', en: 'Location' },
  isObject: true,
  canBeSearched: true,
  normalise(value) {
    const tidy = tidyObject(value, parts)
    if (!isObject(tidy)) return tidy
    // PostgreSQL keeps no negative zero.
    return Object.fromEntries(Object.entries(tidy).map(([key, own]) => [key, own === 0 ? 0 : own]))
  },
  check: (value) =>
    isObject(value)
      ? [
          ...strangeKeys(value, '', parts),
          ...checkDegrees(value['lat'], '/lat', 90),
          ...checkDegrees(value['lng'], '/lng', 180),
          ...checkAddress(value['address']),
        ]
      : [issue('', 'wrong_type', { expected: '{lat, lng, address}' })],
  schema: () => ({
    type: 'object',
    required: ['lat', 'lng'],
    additionalProperties: false,
    properties: {
      lat: { type: 'number', minimum: -90, maximum: 90 },
      lng: { type: 'number', minimum: -180, maximum: 180 },
      address: { type: 'string', maxLength: limits.textLength },
    },
  }),
  plainText: (value) => (value as Location).address ?? '',
})
