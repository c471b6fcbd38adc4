import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/base.css'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { queries } from './api/client.ts'
import { askAhead } from './features/shell/ahead.ts'
import { i18n } from './locales/i18n.ts'
import { router } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'
import { keepConversionsToThemselves, watchConversions } from './ui/ime.ts'
import { styleNonce } from './ui/nonce.ts'
import { Toasts } from './ui/toasts.tsx'

// Before anything else listens.
keepConversionsToThemselves()
watchConversions()
// Mostly there by now, and then nothing is drawn twice; who waits longer sees that something is on its way.
await Promise.race([askAhead(location), new Promise((enough) => setTimeout(enough, 100))])

const schemes = localStorageColorSchemeManager({ key: 'dozo.scheme' })

const console = (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    colorSchemeManager={schemes}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
  >
    <Toasts />
    <RouterProvider router={router} />
  </MantineProvider>
)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>{console}</QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
)
