import { feature } from '#platform/feature.ts'
import { indexSubscriber } from './subscriber.ts'

export const search = feature({
  name: 'search',
  on: { later: [indexSubscriber] },
  tables: { search_rows: { backup: 'skip', erase: 'delete' } },
})
