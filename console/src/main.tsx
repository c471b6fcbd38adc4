import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/tiptap/styles.css'
import './ui/base.css'
import 'dayjs/locale/ja'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { queries } from './api/client.ts'
import { i18n } from './locales/i18n.ts'
import { router } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'
import { styleNonce } from './ui/nonce.ts'

const schemes = localStorageColorSchemeManager({ key: 'dozo.scheme' })

function Console() {
  const { i18n: current } = useTranslation()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <DatesProvider settings={{ locale: current.language, firstDayOfWeek: 0 }}>
        <Notifications position="bottom-right" autoClose={10_000} />
        <RouterProvider router={router} />
      </DatesProvider>
    </MantineProvider>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <Console />
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
)
