import type { ContentType } from '@dozo/client'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { contentTypesKey } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { useNamed } from '../../ui/named.ts'
import { tell } from '../../ui/toast.ts'

export function DeleteType({ type }: { type: ContentType }) {
  const { t } = useTranslation('contentTypes')
  const named = useNamed()
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure()
  const name = named(type.name)
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
          await client['content-types'].delete({ site, type: type.key, ifMatch: type.etag })
          tell(t('deleted', { name }))
          await navigate({ to: paths.contentTypes, params: { site } as never, ignoreBlocker: true })
          await queries.invalidateQueries({ queryKey: contentTypesKey(site) })
        }}
      >
        <Text size="sm">{t('deleteText')}</Text>
      </Confirm>
    </>
  )
}
