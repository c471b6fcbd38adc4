import { expect, test } from 'vitest'
import { contentOf, definition, field } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()

test('many more entries are made at once than there are connections', async () => {
  const content = contentOf(await dozo.member('owner', ['owner']))
  await content.define(definition('note', [field('text', 'title')]))
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => content.tryCreate('note', { title: `${n}` })),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const numbers = new Set(answers.map(({ body }) => body.data.number))
  expect(numbers.size).toBe(60)
})
