import { Alert, Center, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { chooseLanguage, type Language } from '../../locales/language.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Surface } from '../../ui/Surface.tsx'
import { LoginForm } from './LoginForm.tsx'

/** The door: shown in place of any page that needs a session, so that the address one came for stays. */
export function LoginPage() {
  const { t } = useTranslation('sessions')
  const info = useQuery({
    queryKey: ['instance'],
    queryFn: async () => (await client.instance.info({})).data,
  })
  useEffect(() => {
    document.title = `${t('title')} – Dozo`
  }, [t])
  return (
    <Door title={t('title')}>
      {info.data?.setUp === false && <Alert color="gold">{t('notSetUp')}</Alert>}
      <LoginForm />
    </Door>
  )
}

/** The frame of the pages before the log-in. */
export function Door({ title, children }: { title: string; children: React.ReactNode }) {
  const { t, i18n } = useTranslation('shell')
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={440} gap="md">
        <Group justify="space-between">
          <Group gap={8}>
            <Mark size={28} />
            <Text fw={700} size="lg">
              Dozo
            </Text>
          </Group>
          <SegmentedControl
            size="xs"
            aria-label={t('language')}
            value={i18n.language}
            onChange={(next) => chooseLanguage(next as Language)}
            data={[
              { value: 'ja', label: '日本語' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Group>
        <Surface p="lg">
          <Stack>
            <Title order={1}>{title}</Title>
            {children}
          </Stack>
        </Surface>
      </Stack>
    </Center>
  )
}
