import type { ContentType } from '@dozo/client'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../../api/session.ts'
import { languageName, useNamed } from '../../../ui/named.ts'
import { attributesOf, fieldTargets, fillable } from './targets.ts'

type Choice = { value: string; label: string }

/** Targets as they are called on screen, and all that there are to choose from. */
export function useTargetNames(type: ContentType) {
  const { t } = useTranslation('imports')
  const named = useNamed()
  const { locales } = useSite()
  const fields: Choice[] = fillable(type).flatMap((field) =>
    fieldTargets(field, locales).map((value) => ({
      value,
      label: !field.localized
        ? named(field.name)
        : value === field.key
          ? t('targetPlain', { name: named(field.name) })
          : t('targetIn', { name: named(field.name), language: languageName(value.split('.')[1]!) }),
    })),
  )
  const attributes: Choice[] = attributesOf(type).map((value) => ({
    value,
    label: t(`attribute.${value as 'key'}`),
  }))
  const out: Choice = { value: '', label: t('leaveOut') }
  const names = new Map([...fields, ...attributes, out].map(({ value, label }) => [value, label]))
  return {
    choices: [out, { group: t('groupFields'), items: fields }, { group: t('groupPlace'), items: attributes }],
    nameOf: (target: string) => names.get(target) ?? target,
  }
}
