import { expect, test } from 'vitest'
import { useDozo } from '../harness.ts'

const dozo = useDozo({ env: { DOZO_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' } })
let count = 0
/** A guess at an account of its own, so that only the address counts. */
const guess = async (forwarded: string): Promise<number> => {
  const body = { site: 'main', email: `nobody${count++}@main.example`, password: 'guess' }
  const headers = { 'x-forwarded-for': forwarded }
  return (await dozo.console('/manage/v1/sessions', { method: 'POST', body, headers })).status
}

test('a whole IPv6 network has as many guesses as one address', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 22; i++) statuses.push(await guess(`2001:db8:1:2:${i.toString(16)}::${i}`))
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401))
  expect(statuses.slice(20)).toEqual([429, 429])
  expect(await guess('2001:0db8:0001:0002::1')).toBe(429)
  expect(await guess('2001:db8:1:3::1')).toBe(401)
})

test('what a caller writes in front of the list of hops changes nothing', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 21; i++) statuses.push(await guess(`198.51.100.${i}, 203.0.113.9, 10.0.0.7`))
  expect(statuses.at(19)).toBe(401)
  expect(statuses.at(20)).toBe(429)
  expect(await guess('203.0.113.10, 10.0.0.7')).toBe(401)
})
