import sql from 'sql-template-tag'
import type { DoctorCheck } from '#platform/doctor.ts'

/** A receiver that has gone silent is seen, not found out months later. */
export const failingWebhooks: DoctorCheck = {
  name: 'webhooks',
  title: { ja: 'Webhook', en: 'Webhooks' },
  async run(app) {
    const rows = await app.db.asOwner('doctor', (tx) =>
      tx.many<{ site: string; name: string }>(sql`
        select s.key as site, w.name
        from webhooks w join sites s on s.id = w.site_id
        where w.active and w.failing_since is not null
        order by w.failing_since
        limit 20
      `),
    )
    return rows.map(({ site, name }) => ({
      level: 'broken',
      words: {
        ja: `サイト ${site} のWebhook「${name}」が届いていません。管理画面の記録で理由を確かめてください。`,
        en: `The webhook "${name}" of site ${site} does not arrive. Its deliveries in the console say why.`,
      },
    }))
  },
}
