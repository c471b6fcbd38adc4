import { Button, Menu, Text, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { IconCheck, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { signOut, useSession } from '../../api/session.ts'
import { chooseLanguage, type Language } from '../../locales/language.ts'
import { paths } from '../../paths.ts'

const tick = (on: boolean) => (on ? <IconCheck size={14} aria-hidden /> : <span style={{ width: 14 }} />)
const languages: [Language, string][] = [
  ['ja', '日本語'],
  ['en', 'English'],
]

/** Own account, language, colours, the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation('shell')
  const navigate = useNavigate()
  const { member } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemes: [MantineColorScheme, string][] = [
    ['light', t('schemeLight')],
    ['dark', t('schemeDark')],
    ['auto', t('schemeAuto')],
  ]
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="compact-md"
          aria-label={`${t('accountMenu')}: ${member.name}`}
          leftSection={<IconUserCircle size={20} aria-hidden />}
        >
          <Text span size="sm" visibleFrom="xs" truncate maw={160}>
            {member.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{member.email}</Menu.Label>
        <Menu.Item onClick={() => void navigate({ to: paths.account })}>{t('account')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {languages.map(([key, name]) => (
          <Menu.Item
            key={key}
            lang={key}
            leftSection={tick(i18n.language === key)}
            onClick={() => chooseLanguage(key)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('scheme')}</Menu.Label>
        {schemes.map(([key, name]) => (
          <Menu.Item key={key} leftSection={tick(colorScheme === key)} onClick={() => setColorScheme(key)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
