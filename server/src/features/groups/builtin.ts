import type { Grant } from './schema.ts'

const grants = (...permissions: string[]): Grant[] => permissions.map((permission) => ({ permission }))

const viewing = [
  'console.enter',
  'sites.read',
  'content-types.read',
  'entries.read',
  'apis.read',
  'files.read',
]
const editing = [
  'entries.create',
  'entries.update',
  'entries.publish',
  'entries.delete',
  'files.write',
  'files.delete',
]
const moving = ['imports.read', 'imports.write', 'exports.read', 'jobs.read']

/** The groups that every site has. `*` is every permission there is and will be. */
export const builtin: { key: string; name: { ja: string; en: string }; grants: Grant[] }[] = [
  { key: 'owner', name: { ja: 'オーナー', en: 'Owner' }, grants: grants('*') },
  { key: 'editor', name: { ja: '編集者', en: 'Editor' }, grants: grants(...viewing, ...editing, ...moving) },
  { key: 'viewer', name: { ja: '閲覧者', en: 'Viewer' }, grants: grants(...viewing) },
  { key: 'member', name: { ja: '会員', en: 'Member' }, grants: [] },
]
