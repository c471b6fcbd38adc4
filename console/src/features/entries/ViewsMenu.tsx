import type { ContentType, SavedView } from '@dozo/client'
import type { Field } from '@dozo/content-model/definition'
import { Button, Menu } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconLayoutList } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { tell, warn } from '../../ui/toast.ts'
import { fromFilter, toFilter } from './filter.ts'
import type { ListState } from './list-state.ts'
import { SaveViewDialog } from './SaveViewDialog.tsx'

type Props = { type: ContentType; state: ListState }

/** The list as somebody wanted to see it again, one's own ways and those of all. */
export function ViewsMenu({ type, state }: Props) {
  const { t } = useTranslation('entries')
  const { key: site } = useSite()
  const [saving, setSaving] = useState(false)
  const queryKey = ['saved-views', site, type.key]
  const views = useQuery({
    queryKey,
    queryFn: async () => (await client['saved-views'].list({ site, query: { type: type.key } })).data,
  })
  const current = views.data?.find((one) => one.id === state.view)
  const settings = {
    filter: toFilter(state.clauses, type.fields as Field[]),
    sort: state.sort,
    ...(state.search ? { search: state.search } : {}),
    ...(state.columns ? { columns: state.columns } : {}),
  }
  const done = () => queries.invalidateQueries({ queryKey })
  const overwrite = useMutation({
    mutationFn: ({ id, name, shared, etag }: SavedView) =>
      client['saved-views'].update({ site, id, body: { name, shared, ...settings }, ifMatch: etag }),
    onSuccess: () => tell(t('viewSaved')),
    onError: () => warn(t('viewNotSaved')),
    onSettled: done,
  })
  const remove = useMutation({
    mutationFn: ({ id, etag }: SavedView) => client['saved-views'].delete({ site, id, ifMatch: etag }),
    onSuccess() {
      state.open(undefined)
      tell(t('viewDeleted'))
    },
    onSettled: done,
  })
  return (
    <>
      <Menu withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<IconLayoutList size={16} aria-hidden />}>
            {t('view', { name: current?.name ?? t('viewAll') })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => state.open(undefined)}>{t('viewAll')}</Menu.Item>
          {(views.data ?? []).map((one) => (
            <Menu.Item key={one.id} onClick={() => state.open(one, fromFilter(one.filter))}>
              {one.shared ? t('viewShared', { name: one.name }) : one.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>{t('viewSave')}</Menu.Item>
          {current?.can.update && (
            <>
              <Menu.Item onClick={() => overwrite.mutate(current)}>
                {t('viewOverwrite', { name: current.name })}
              </Menu.Item>
              <Menu.Item c="vermilion" onClick={() => remove.mutate(current)}>
                {t('viewDelete', { name: current.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {saving && (
        <SaveViewDialog
          type={type.key}
          settings={settings}
          close={() => setSaving(false)}
          saved={async (view) => {
            await done()
            state.open(view, state.clauses)
          }}
        />
      )}
    </>
  )
}
