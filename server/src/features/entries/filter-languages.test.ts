import { expect, test } from 'vitest'
import { contentOf, definition, field } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()

test('conditions lead from a type without languages to one with them, and ask there in the language that is read', async () => {
  const owner = await dozo.member('owner', ['owner'])
  const content = contentOf(owner)
  const filterable = true
  await content.define(definition('town', [field('text', 'name', { localized: true, filterable })]))
  await content.define(
    definition('shop', [field('text', 'name'), field('relation', 'town', { to: ['town'], filterable })]),
  )
  const town = await content.create('town', { name: { ja: '京都', en: 'Kyoto' } })
  const shop = await content.create('shop', { name: '店', town: town.id })
  const found = async (query: string) => (await content.list(`type=shop&${query}`)).map((one) => one.id)
  expect(await found(`filter[town.name]=${encodeURIComponent('京都')}`)).toEqual([shop.id])
  expect(await found('locale=en&filter[town.name]=Kyoto')).toEqual([shop.id])
  expect(await found('locale=ja&filter[town.name]=Kyoto')).toEqual([])
})
