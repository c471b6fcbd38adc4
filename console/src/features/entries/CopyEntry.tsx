import type { ContentType, Entry } from '@dozo/client'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { entriesKey } from '../../api/entries.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'

/** Makes a draft with the same values, and goes there. */
export function CopyEntry({ type, entry }: { type: ContentType; entry: Entry }) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const copy = useMutation({
    mutationFn: async () => (await client.entries.copy({ site, id: entry.id, body: {} })).data,
    onSuccess(made) {
      tell(t('copied', { title: made.title }))
      void queries.invalidateQueries({ queryKey: entriesKey(site, type.key) })
      void navigate({ to: paths.entry, params: { site, type: type.key, id: made.id } as never })
    },
  })
  return (
    <>
      {copy.error && <Trouble error={copy.error} />}
      <Button variant="default" loading={copy.isPending} onClick={() => copy.mutate()}>
        {t('copy')}
      </Button>
    </>
  )
}
