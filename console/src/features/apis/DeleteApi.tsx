import type { Api } from '@dozo/client'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { apisKey } from '../../api/apis.ts'
import { client, queries } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'

export function DeleteApi({ api }: { api: Api }) {
  const { t } = useTranslation('apis')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure()
  const { name } = api
  return (
    <>
      <Button variant="subtle" color="vermilion" w="fit-content" onClick={dialog.open}>
        {t('delete')}
      </Button>
      <Confirm
        title={t('deleteTitle', { name })}
        act={t('delete')}
        opened={opened}
        close={dialog.close}
        run={async () => {
          await client.apis.delete({ site, api: api.key, ifMatch: api.etag })
          tell(t('deleted', { name }))
          await navigate({ to: paths.apis, params: { site } as never, ignoreBlocker: true })
          await queries.invalidateQueries({ queryKey: apisKey(site) })
        }}
      >
        <Text size="sm">{t('deleteText', { count: api.endpoints })}</Text>
      </Confirm>
    </>
  )
}
