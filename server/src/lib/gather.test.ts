import { expect, test } from 'vitest'
import { gather, type Outcome } from './gather.ts'

/** Work that ends when it is told to, and remembers who was served together. */
function heldWork() {
  const together: number[][] = []
  const ends: (() => void)[] = []
  const work = (asked: number[]) =>
    new Promise<Outcome<number>[]>((resolve, reject) => {
      together.push(asked)
      ends.push(() =>
        asked.includes(13)
          ? reject(new Error('unlucky'))
          : resolve(asked.map((one) => (one < 0 ? { error: new Error(`${one}`) } : { value: one * 10 }))),
      )
    })
  return { together, work, end: () => ends.shift()!() }
}

test('the first is served at once; who asks meanwhile is served together, in their order', async () => {
  const { together, work, end } = heldWork()
  const ask = gather(work)
  const answers = [1, 2, 3].map(ask)
  expect(together).toEqual([[1]])
  end()
  expect(await answers[0]).toBe(10)
  expect(together).toEqual([[1], [2, 3]])
  end()
  expect(await Promise.all(answers)).toEqual([10, 20, 30])
})

test('no more than so many together, and so many works at once', async () => {
  const { together, work, end } = heldWork()
  const ask = gather(work, { atOnce: 2, most: 2 })
  const answers = [1, 2, 3, 4, 5].map(ask)
  expect(together).toEqual([[1], [2]])
  end()
  await answers[0]
  expect(together).toEqual([[1], [2], [3, 4]])
  end()
  await answers[1]
  expect(together).toEqual([[1], [2], [3, 4], [5]])
  end()
  end()
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50])
})

test('when too many wait, the next is told at once', async () => {
  const { work, end } = heldWork()
  const ask = gather(work, { mostWaiting: 1, full: () => new Error('full') })
  const first = ask(1)
  const second = ask(2)
  await expect(ask(3)).rejects.toThrow('full')
  end()
  await first
  end()
  expect(await second).toBe(20)
})

test('work that forgets somebody does not leave them waiting', async () => {
  const ask = gather(async () => [] as Outcome<number>[])
  await expect(ask(1)).rejects.toThrow('no outcome')
})

test('one who is refused does not touch the others; work that fails fails for all it was for, and goes on', async () => {
  const { work, end } = heldWork()
  const ask = gather(work)
  const told = (answer: Promise<number>) => answer.catch((error: Error) => error.message)
  const first = told(ask(1))
  const rest = [-2, 3].map((one) => told(ask(one)))
  end()
  await first
  end()
  expect(await Promise.all(rest)).toEqual(['-2', 30])
  const unlucky = told(ask(13))
  const after = told(ask(4))
  end()
  expect(await unlucky).toBe('unlucky')
  end()
  expect(await after).toBe(40)
})
