import { feature } from '#platform/feature.ts'
import { record } from './record.ts'
import { routes } from './routes.ts'
import { seal } from './sealer.ts'

export const audit = feature({
  name: 'audit',
  permissions: { 'audit.read': { ja: '監査ログを見る・検証する', en: 'Read and verify the audit log' } },
  routes,
  on: {
    inside: record,
    later: [
      {
        name: 'audit.seal',
        types: [],
        async handle(_events, app) {
          while ((await seal(app)) > 0);
        },
      },
    ],
  },
  tables: {
    audit_records: { backup: 'copy', erase: 'keep' },
    audit_queue: { backup: 'copy', erase: 'keep' },
    audit_chain: { backup: 'copy', erase: 'keep' },
    audit_seals: { backup: 'copy', erase: 'keep' },
    member_keys: { backup: 'copy', erase: 'delete' },
  },
})
