import type { Member } from '@dozo/client'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useSession, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { tell } from '../../ui/toast.ts'

export function DeleteMember({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure()
  if (useSession().member.id === member.id) return null
  return (
    <>
      <Button variant="subtle" color="vermilion" w="fit-content" onClick={dialog.open}>
        {t('delete')}
      </Button>
      <Confirm
        title={t('deleteTitle', { name: member.name })}
        act={t('delete')}
        opened={opened}
        close={dialog.close}
        run={async () => {
          await client.members.delete({ site, id: member.id, ifMatch: member.etag })
          tell(t('deleted', { name: member.name }))
          await navigate({ to: paths.members, params: { site } as never, ignoreBlocker: true })
          await queries.invalidateQueries({ queryKey: ['members', site] })
        }}
      >
        <Text size="sm">{t('deleteText')}</Text>
      </Confirm>
    </>
  )
}
