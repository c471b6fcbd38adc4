import Type from 'typebox'
import { feature, route } from '#platform/feature.ts'
import * as service from './service.ts'

export const sample = feature({
  name: 'sample',
  routes: [
    route({
      id: 'sample.get',
      method: 'GET',
      path: '/manage/v1/sites/:site/sample',
      can: 'content-types.read',
      summary: 'How much of the sample content is there',
      reply: Type.Object(
        { entries: Type.Integer({ description: 'Entries that are as the sample made them' }) },
        { title: 'SampleLeft', additionalProperties: false },
      ),
      handle: (ctx) => service.count(ctx),
    }),
    route({
      id: 'sample.remove',
      method: 'DELETE',
      path: '/manage/v1/sites/:site/sample',
      can: 'content-types.write',
      summary: 'Remove the sample content; what people made stays',
      reply: Type.Object(
        {
          entries: Type.Integer({ description: 'How many sample entries were removed' }),
          kept: Type.Array(Type.String(), {
            description: 'Types that stay because people have written in them',
          }),
        },
        { title: 'SampleRemoved', additionalProperties: false },
      ),
      handle: (ctx) => service.remove(ctx),
    }),
  ],
  events: { 'sample.removed': { ja: 'サンプルを削除', en: 'Sample removed' } },
})
