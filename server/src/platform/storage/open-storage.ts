import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { fileStorage } from '#platform/storage/file-storage.ts'
import type { Storage } from '#platform/storage/storage.ts'

/** The one that `DOZO_STORAGE` names. */
export async function openStorage(
  config: Pick<Config, 'storage' | 'storageKey' | 'dataDir'>,
): Promise<Storage> {
  const { storage, storageKey, dataDir } = config
  if (storage.kind === 'file') return fileStorage(storage.folder ?? join(dataDir, 'files'))
  // Loaded by those only who need it.
  const { s3Storage } = await import('#platform/storage/s3-storage.ts')
  return s3Storage(storage, storageKey)
}
