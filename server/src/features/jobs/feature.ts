import Type from 'typebox'
import { feature, route } from '#platform/feature.ts'
import { Job, JobQuery } from './schema.ts'
import * as jobQueue from './service.ts'

const path = '/manage/v1/sites/:site/jobs'

export const jobs = feature({
  name: 'jobs',
  permissions: {
    'jobs.read': { ja: 'ジョブの状態を見る', en: 'See background jobs' },
    'jobs.write': { ja: 'ジョブを再実行・取り消しする', en: 'Retry and cancel background jobs' },
  },
  routes: [
    route({
      id: 'jobs.list',
      method: 'GET',
      path,
      can: 'jobs.read',
      summary: 'List background jobs that are not done',
      query: JobQuery,
      reply: Type.Array(Job),
      handle: (ctx, { query }) => jobQueue.list(ctx, query.state),
    }),
    route({
      id: 'jobs.retry',
      method: 'POST',
      path: `${path}/:id/retry`,
      can: 'jobs.write',
      summary: 'Run a failed job again now',
      idForm: 'number',
      status: 204,
      handle: (ctx, { params }) => jobQueue.retry(ctx, params.id),
    }),
    route({
      id: 'jobs.cancel',
      method: 'POST',
      path: `${path}/:id/cancel`,
      can: 'jobs.write',
      summary: 'Take a job out of the queue',
      idForm: 'number',
      status: 204,
      handle: (ctx, { params }) => jobQueue.cancel(ctx, params.id),
    }),
  ],
  events: {
    'job.retried': { ja: 'ジョブを再実行', en: 'Job retried' },
    'job.cancelled': { ja: 'ジョブを取り消し', en: 'Job cancelled' },
  },
})
