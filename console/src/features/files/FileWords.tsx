import { Alert, Button, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { errorsBy } from '../../ui/field-errors.ts'
import { tell } from '../../ui/toast.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import type { Draft, Place } from './draft.ts'
import { TagsInput } from './TagsInput.tsx'
import { languageName } from '../../ui/named.ts'

type Props = { file: SiteFile; draft: Draft; disabled: boolean }

/** What is said of a file: by language for readers, credit and tags for everybody. */
export function FileWords({ file, draft, disabled }: Props) {
  const { t } = useTranslation(['files', 'shell'])
  const { locales } = useSite()
  const errors = errorsBy(draft.save.error)
  const text = (place: Place, label: string, description?: string) => {
    const theirs = draft.theirs(place)
    return {
      label,
      disabled,
      value: draft.at<string>(place),
      error: errors[`/${place.replace('.', '/')}`],
      description:
        theirs === undefined ? description : t('theirs', { text: String(theirs) || t('shell:none') }),
      onChange: (event: { currentTarget: { value: string } }) => draft.set(place, event.currentTarget.value),
    }
  }
  const inLanguage = (what: 'alt' | 'caption', locale: string) =>
    locales.length > 1 ? t(`in.${what}`, { language: languageName(locale) }) : t(what)
  const theirTags = draft.theirs('tags') as string[] | undefined
  const isImage = file.kind === 'image'
  function submit(event: SubmitEvent) {
    event.preventDefault()
    draft.save.run(() => tell(t('wordsSaved', { name: file.name })))
  }
  return (
    <form onSubmit={submit} aria-label={t('words')}>
      <Stack gap="sm">
        <Title order={2}>{t('words')}</Title>
        {draft.conflict && <Moved draft={draft} />}
        {draft.save.error !== undefined && <Trouble error={draft.save.error} />}
        {isImage &&
          locales.map((locale) => (
            <TextInput
              key={locale}
              lang={locale}
              {...text(
                `alt.${locale}`,
                inLanguage('alt', locale),
                draft.at(`alt.${locale}`) ? undefined : t('altMissing'),
              )}
            />
          ))}
        {locales.map((locale) => (
          <Textarea
            key={locale}
            lang={locale}
            autosize
            minRows={1}
            maxRows={6}
            {...text(`caption.${locale}`, inLanguage('caption', locale))}
          />
        ))}
        <TextInput {...text('credit', t('credit'), t('creditHelp'))} />
        <TagsInput
          value={draft.at<string[]>('tags')}
          onChange={(tags) => draft.set('tags', tags)}
          description={theirTags && t('theirs', { text: theirTags.join(', ') || t('shell:none') })}
          error={Object.entries(errors).find(([path]) => path.startsWith('/tags'))?.[1]}
          disabled={disabled}
        />
        {!disabled && (
          <Button
            type="submit"
            loading={draft.save.busy}
            variant={draft.dirty ? 'filled' : 'default'}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('saveWords')}
          </Button>
        )}
        {draft.dirty && (
          <Text size="xs" c="dimmed" role="status">
            {t('unsaved')}
          </Text>
        )}
      </Stack>
    </form>
  )
}

function Moved({ draft }: { draft: Draft }) {
  const { t } = useTranslation('files')
  return (
    <Alert role="alert" color="gold" title={t('conflict')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('conflictText')}</Text>
        <Button size="compact-sm" variant="default" onClick={() => void draft.reload()}>
          {t('conflictReload')}
        </Button>
      </Stack>
    </Alert>
  )
}
