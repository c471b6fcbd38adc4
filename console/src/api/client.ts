import { createClient, ProblemError } from '@dozo/client'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { language } from '../locales/language.ts'
import { afterConversion } from '../ui/ime.ts'
import { recordingFetch } from './calls.ts'

export const client = createClient({ baseUrl: '', language, fetch: recordingFetch })

export const sessionKey = ['session'] as const
/** True while a call was refused because the session is over: the page stays, and asks for the password on top of it. */
export const endedKey = ['session-ended'] as const

const isOver = (error: unknown) =>
  error instanceof ProblemError && error.status === 401 && error.code !== 'login_failed'

/** What asks for the password takes the focus: not out of the middle of a word, the rest of which would be typed there. */
function noticeEnd(error: unknown): void {
  if (isOver(error) && queries.getQueryData(sessionKey))
    afterConversion(() => queries.setQueryData(endedKey, true))
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    // Without a network a call fails and says so; waiting in silence would look like work.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      // Only what may get better by itself is asked again.
      retry: (count, error) => count < 2 && !(error instanceof ProblemError && error.status < 500),
      refetchOnWindowFocus: false,
    },
  },
})
