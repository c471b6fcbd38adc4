import { modelText } from '@dozo/content-model/model-text'
import { strToU8, zipSync } from 'fflate'
import { readModel, type SiteModel } from './model-query.ts'
import { writtenKind, writtenType } from './written.ts'

const schema = '../schema.json'
const typeText = (type: object) => modelText(type, { schema, name: 'ContentTypeDefinition' })
const kindText = (kind: object) => modelText(kind, { schema, name: 'BlockKindDefinition' })

/** Gives the browser a file to keep. */
function keepFile(name: string, parts: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** One type as the file that `dozo model pull` writes of it. */
export async function downloadType(site: string, key: string): Promise<void> {
  const { types } = await readModel(site)
  const type = types.find((one) => one.key === key)
  if (type) keepFile(`${key}.yaml`, [typeText(writtenType(type))], 'application/yaml')
}

/** The names and texts of all files, in the folders in which `dozo model pull` puts them. */
const filesOf = ({ types, kinds }: SiteModel): Record<string, string> =>
  Object.fromEntries([
    ...kinds.map((kind) => [`block-kinds/${kind.key}.yaml`, kindText(writtenKind(kind))] as const),
    ...types.map((type) => [`content-types/${type.key}.yaml`, typeText(writtenType(type))] as const),
  ])

/** All types and shared blocks of a site in one ZIP file. */
export async function downloadModel(site: string): Promise<void> {
  const files = Object.entries(filesOf(await readModel(site)))
  const zip = zipSync(Object.fromEntries(files.map(([name, text]) => [name, strToU8(text)])))
  keepFile(`${site}-model.zip`, [zip as Uint8Array<ArrayBuffer>], 'application/zip')
}
