import { Button, Menu, Text } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'

/** Which site one is in, and the way to the others that one may enter. */
export function SiteSwitcher() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const { sites, operator } = useSession()
  const { site: key } = useParams({ strict: false })
  const current = sites.find((one) => one.key === key)
  const enter = (site: string) => void navigate({ to: paths.site, params: { site } as never })
  if (sites.length === 1 && current && !operator)
    return (
      <Text size="sm" truncate>
        {current.name}
      </Text>
    )
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${t('site')}: ${current?.name ?? t('none')}`}
          maw={220}
        >
          <Text span truncate size="sm">
            {current?.name ?? t('site')}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {sites.map((one) => (
          <Menu.Item
            key={one.key}
            leftSection={
              one.key === key ? <IconCheck size={14} aria-hidden /> : <span style={{ width: 14 }} />
            }
            aria-current={one.key === key ? 'true' : undefined}
            onClick={() => enter(one.key)}
          >
            {one.name}
          </Menu.Item>
        ))}
        {operator && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void navigate({ to: paths.sites })}>{t('sites')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
