import type { Group } from '@dozo/client'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { groupsKey } from '../../api/groups.ts'
import { useCan, useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { useNamed } from '../../ui/named.ts'
import { To } from '../../ui/To.tsx'
import { tell } from '../../ui/toast.ts'

/** Deletes a group that nobody is in; while somebody is, says so and leads to them. */
export function DeleteGroup({ group }: { group: Group }) {
  const { t } = useTranslation(['groups', 'shell'])
  const named = useNamed()
  const can = useCan()
  const { key: site } = useSite()
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure()
  const name = named(group.name)
  const inUse = group.members > 0
  return (
    <>
      <Button variant="subtle" color="vermilion" w="fit-content" onClick={dialog.open}>
        {t('delete')}
      </Button>
      <Modal
        opened={opened && inUse}
        onClose={dialog.close}
        title={t('deleteNot', { name })}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <Stack align="flex-start">
          <Text size="sm">{t('deleteMembers', { count: group.members })}</Text>
          {can('members.read') && (
            <To size="sm" to={paths.members} params={{ site }} search={{ group: group.key }}>
              {t('seeMembers')}
            </To>
          )}
        </Stack>
      </Modal>
      <Confirm
        title={t('deleteTitle', { name })}
        act={t('delete')}
        opened={opened && !inUse}
        close={dialog.close}
        run={async () => {
          await client.groups.delete({ site, group: group.key, ifMatch: group.etag })
          tell(t('deleted', { name }))
          await navigate({ to: paths.groups, params: { site } as never, ignoreBlocker: true })
          await queries.invalidateQueries({ queryKey: groupsKey(site) })
        }}
      >
        <Text size="sm">{t('deleteText')}</Text>
      </Confirm>
    </>
  )
}
