import { feature, route } from '#platform/feature.ts'
import { homeSite } from '#platform/site-directory.ts'
import { version } from '#platform/version.ts'
import { InstanceInfo, Setup, SetupLink, SetupQuery } from './schema.ts'
import * as service from './service.ts'
import { Session } from '#features/sessions/schema.ts'

export const instance = feature({
  name: 'instance',
  routes: [
    route({
      id: 'instance.info',
      method: 'GET',
      path: '/manage/v1/instance',
      can: 'anyone',
      summary: 'Version, and whether it has been set up',
      reply: InstanceInfo,
      handle: async (ctx) => ({
        version,
        setUp: await service.hasOwner(ctx.app, (await homeSite(ctx.app)).id),
        language: ctx.app.config.language,
      }),
    }),
    route({
      id: 'setup.show',
      method: 'GET',
      path: '/manage/v1/instance/setup',
      can: 'anyone',
      summary: 'What a set-up link is for',
      query: SetupQuery,
      reply: SetupLink,
      handle: (ctx, { query }) => service.show(ctx, query.token),
    }),
    route({
      id: 'setup.complete',
      method: 'POST',
      path: '/manage/v1/instance/setup',
      can: 'anyone',
      summary: 'Make the owner with a set-up link, and sign in',
      body: Setup,
      reply: Session,
      handle: (ctx, { body }) => service.complete(ctx, body),
    }),
  ],
  events: { 'instance.set_up': { ja: '初期設定を完了', en: 'Set up' } },
  tables: {
    instance: { backup: 'copy', erase: 'keep' },
    setup_links: { backup: 'skip', erase: 'keep' },
    events: { backup: 'skip', erase: 'keep' },
    subscriptions: { backup: 'skip', erase: 'keep' },
    idempotency_keys: { backup: 'skip', erase: 'keep' },
    cron_runs: { backup: 'skip', erase: 'keep' },
    rate_limits: { backup: 'skip', erase: 'keep' },
  },
})
