// The server's own commands. Those that need only the API are in the `dozo` command (cli/), which starts these when asked to.
import { readConfig, terminalLanguage } from '#platform/config.ts'
import { StartError } from '#platform/db/start-error.ts'
import { auditVerify } from './commands/audit-verify.ts'
import { copyStorage } from './commands/copy-storage.ts'
import { createOwner } from './commands/create-owner.ts'
import { doctor } from './commands/doctor.ts'
import { migrateOnly } from './commands/migrate.ts'
import { serve } from './commands/serve.ts'
import { setupLink } from './commands/setup-link.ts'

const commands: Record<
  string,
  (config: ReturnType<typeof readConfig>, args: string[]) => Promise<number | void>
> = {
  serve,
  migrate: migrateOnly,
  doctor,
  'create-owner': createOwner,
  'setup-link': setupLink,
  'audit-verify': auditVerify,
  'copy-storage': copyStorage,
}

async function main(): Promise<void> {
  const [name = 'serve', ...args] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    console.error(`There is no command ${name}. Commands: ${Object.keys(commands).join(', ')}`)
    process.exitCode = 2
    return
  }
  try {
    process.exitCode = (await command(readConfig(), args)) ?? 0
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    console.error(`\n${error.words[terminalLanguage()]}\n`)
    process.exitCode = 1
  }
}

await main()
