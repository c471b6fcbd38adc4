import type { App } from '#platform/app.ts'
import type { Words } from '#platform/words.ts'

/** One thing that `dozo doctor` looks at. */
export type DoctorCheck = {
  name: string
  title: Words
  run(app: App): Promise<Finding[]>
}

/** `ok`: fine. `advice`: works, better otherwise. `production`: do not go into production like this. `broken`: mend it now. */
export type Finding = { level: 'ok' | 'advice' | 'production' | 'broken'; words: Words }
