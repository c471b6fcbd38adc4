// Named looks of images: `preset=card` in the address of a file.
import type { ImagePresetInput } from '@dozo/client'
import { session } from '../login-file.ts'
import { table } from '../print.ts'
import { refuse, say } from '../words.ts'

/** `presets list` */
export async function list(): Promise<void> {
  const { client, site } = session()
  const { data } = await client['image-presets'].list({ site })
  const heads = [say('名前', 'name'), say('内容', 'look'), say('更新', 'updated')]
  const lookOf = (look: object) =>
    Object.entries(look)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')
  console.log(table([heads, ...data.map(({ key, look, updatedAt }) => [key, lookOf(look), updatedAt])]))
}

/** `presets set NAME w=400 h=300 fit=cover …`: made, or made another one. */
export async function set([key, ...wishes]: string[]): Promise<void> {
  if (!key || wishes.length === 0 || !wishes.every((one) => one.includes('=')))
    return refuse(
      '使い方: dozo presets set 名前 w=400 h=300 fit=cover …',
      'Usage: dozo presets set NAME w=400 h=300 fit=cover …',
    )
  const { client, site } = session()
  const look = Object.fromEntries(
    wishes.map((one) => {
      const [name = '', ...rest] = one.split('=')
      const text = rest.join('=')
      return [name, /^\d+(\.\d+)?$/.test(text) ? Number(text) : text]
    }),
  ) as ImagePresetInput['look']
  await client['image-presets'].put({ site, key, ifMatch: '*', body: { look } })
  await list()
}

/** `presets remove NAME` */
export async function remove([key]: string[]): Promise<void> {
  if (!key) return refuse('使い方: dozo presets remove 名前', 'Usage: dozo presets remove NAME')
  const { client, site } = session()
  await client['image-presets'].delete({ site, key, ifMatch: '*' })
}
