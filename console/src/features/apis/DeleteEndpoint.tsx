import type { Endpoint } from '@dozo/client'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { endpointsKey, forgetApi } from '../../api/apis.ts'
import { client, queries } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'

export function DeleteEndpoint({ api, endpoint }: { api: string; endpoint: Endpoint }) {
  const { t } = useTranslation('endpoints')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure()
  const { path, id, etag } = endpoint
  return (
    <>
      <Button variant="subtle" color="vermilion" w="fit-content" onClick={dialog.open}>
        {t('delete')}
      </Button>
      <Confirm
        title={t('deleteTitle', { path })}
        act={t('delete')}
        opened={opened}
        close={dialog.close}
        run={async () => {
          await client.endpoints.delete({ site, api, id, ifMatch: etag })
          tell(t('deleted', { path }))
          queries.setQueryData<Endpoint[]>(endpointsKey(site, api), (list) =>
            list?.filter((one) => one.id !== id),
          )
          await navigate({ to: paths.api, params: { site, api } as never, ignoreBlocker: true })
          forgetApi(site, api)
        }}
      >
        <Text size="sm">{t('deleteText')}</Text>
      </Confirm>
    </>
  )
}
