import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { Value } from 'typebox/value'
import { features } from '../app.ts'
import type { Config } from '#platform/config.ts'
import { Problem } from '#platform/errors.ts'
import { wordsOf } from '#platform/http/problems.ts'
import { say } from '#platform/words.ts'
import * as instance from '#features/instance/service.ts'
import { MemberName } from '#features/members/schema.ts'
import { open } from './open.ts'

/** `create-owner --email … --name …`; the password comes from the terminal or, for scripts, from DOZO's standard input. */
export async function createOwner(config: Config, args: string[]): Promise<number> {
  const ja = config.language === 'ja'
  const { values } = parseArgs({ args, options: { email: { type: 'string' }, name: { type: 'string' } } })
  const email = values.email ?? ''
  const name = values.name ?? ''
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || !Value.Check(MemberName, name)) {
    console.error(
      ja
        ? '使い方: create-owner --email you@example.com --name "山田 太郎"'
        : 'Usage: create-owner --email you@example.com --name "Your Name"',
    )
    return 2
  }
  const password = await askPassword(ja ? 'パスワード（10文字以上）: ' : 'Password (10 characters or more): ')
  const opened = await open(config, { share: true })
  try {
    await instance.createOwner(opened.app, { email, name, password })
    console.log(ja ? `オーナー ${email} を作成しました。` : `Owner ${email} was made.`)
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const words = wordsOf(features)
    for (const one of error.errors.length > 0 ? error.errors : [{ code: error.code, params: error.params }]) {
      console.error(say(words[one.code] ?? { ja: one.code, en: one.code }, config.language, one.params ?? {}))
    }
    return 1
  } finally {
    await opened.close()
  }
}

/** Read without showing it; from a pipe, the first line. */
async function askPassword(question: string): Promise<string> {
  const { stdin } = process
  if (!stdin.isTTY) {
    for await (const line of createInterface({ input: stdin })) return line
    return ''
  }
  process.stderr.write(question)
  const lines = createInterface({ input: stdin, terminal: true, output: undefined as never })
  const answer = await lines.question('')
  lines.close()
  process.stderr.write('\n')
  return answer
}
