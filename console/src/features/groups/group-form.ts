import type { Grant, Group } from '@dozo/client'
import { i18n } from '../../locales/i18n.ts'

type Words = { ja: string; en: string }
export type GroupForm = { key: string; name: Words; grants: Grant[] }

export const formOf = ({ key, name, grants }: Group): GroupForm => ({ key, name, grants })

/** What a new group begins as: nothing, or another one under a name of its own. */
export function newForm(model: Group | undefined): GroupForm {
  if (!model) return { key: '', name: { ja: '', en: '' }, grants: [] }
  const copyOf = (language: 'ja' | 'en') =>
    i18n.getFixedT(language, 'groups')('copyOf', { name: model.name[language] })
  return {
    key: `${model.key}-copy`.slice(0, 40),
    name: { ja: copyOf('ja'), en: copyOf('en') },
    grants: model.grants,
  }
}

/** A key that the English name suggests. */
export const keyFrom = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '')
