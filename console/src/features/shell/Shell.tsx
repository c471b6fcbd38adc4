import { AppShell, Box, Burger, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSessionQuery } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useLink } from '../../ui/To.tsx'
import { UploadPanel } from '../files/uploads/UploadPanel.tsx'
import { LoginPage } from '../sessions/LoginPage.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Navigation } from './Navigation.tsx'
import { SiteSwitcher } from './SiteSwitcher.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { rememberSite } from './Start.tsx'
import { NoSite } from './NoSite.tsx'

/** The frame around every page behind the log-in; without a session, the log-in in its place: the address stays. */
export function Shell() {
  const query = useSessionQuery()
  return <Loaded query={query}>{(session) => (session ? <Frame /> : <LoginPage />)}</Loaded>
}

function Frame() {
  const { t } = useTranslation('shell')
  const [opened, menu] = useDisclosure()
  const { site: key } = useParams({ strict: false })
  const sites = useSessionQuery().data?.sites ?? []
  const known = key === undefined || sites.some((one) => one.key === key)
  useEffect(() => {
    if (key !== undefined && known) rememberSite(key)
  }, [key, known])
  const home = useLink({ to: paths.home })
  const within = key !== undefined && known
  return (
    <AppShell
      header={{ height: 52 }}
      padding={{ base: 'sm', sm: 'lg' }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened || !within, desktop: !within } }}
    >
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <AppShell.Header bg="var(--dozo-surface)">
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          {within && (
            <Burger opened={opened} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
          )}
          <a
            {...home}
            aria-label="Dozo"
            style={{ color: 'inherit', textDecoration: 'none', display: 'flex' }}
          >
            <Group gap={8} wrap="nowrap">
              <Mark />
              <Text fw={700} visibleFrom="xs">
                Dozo
              </Text>
            </Group>
          </a>
          <SiteSwitcher />
          <div style={{ flex: 1 }} />
          <Shortcuts />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      {within && (
        <AppShell.Navbar bg="var(--dozo-surface)" aria-label={t('menu')}>
          <Box p="xs" style={{ overflowY: 'auto' }}>
            <Navigation onFollow={menu.close} />
          </Box>
        </AppShell.Navbar>
      )}
      <AppShell.Main id="content" tabIndex={-1}>
        {known ? <Outlet /> : <NoSite />}
      </AppShell.Main>
      <UploadPanel />
    </AppShell>
  )
}
