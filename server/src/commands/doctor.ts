import type { Config } from '#platform/config.ts'
import { platformChecks } from '#platform/doctor-checks.ts'
import { say } from '#platform/words.ts'
import { open } from './open.ts'

const marks = { ok: '✓', advice: '·', production: '!', broken: '✗' }

/** `doctor`: looks at everything that is not ready for production, in words. Ends with 1 when something is broken. */
export async function doctor(config: Config): Promise<number> {
  const opened = await open(config, { share: true })
  let broken = 0
  for (const check of [...platformChecks, ...opened.app.features.flatMap((feature) => feature.doctor)]) {
    console.log(say(check.title, config.language))
    for (const finding of await check.run(opened.app)) {
      if (finding.level === 'broken') broken++
      console.log(`  ${marks[finding.level]} ${say(finding.words, config.language)}`)
    }
  }
  await opened.close()
  return broken === 0 ? 0 : 1
}
