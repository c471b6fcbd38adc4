import { Box, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import type { FileUse } from '@dozo/content-model/fields/file-value'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { thumbnailOf } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { sizeOf } from '../../ui/size.ts'
import type { InputProps } from '../field-ui.ts'
import type { Shown } from './use-files.ts'

type Props = Pick<InputProps, 'disabled' | 'lang' | 'path' | 'errors'> & {
  use: FileUse
  shown: Shown
  words: readonly ('alt' | 'caption')[]
  onChange: (use: FileUse) => void
  children: ReactNode
}

/** A file that is chosen, with the words that hold where it is used; `children`: what can be done with it. */
export function ChosenFile({ use, shown, words, onChange, disabled, lang, path, errors, children }: Props) {
  const { t } = useTranslation('fields')
  const { defaultLocale } = useSite()
  const { file } = shown
  const own = (word: 'alt' | 'caption') => file?.[word][lang ?? defaultLocale] ?? ''
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <Thumbnail shown={shown} />
      <Stack gap="xs" flex={1} miw={0}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Box miw={0}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {file?.path ?? (shown.gone ? t('fileGone') : use.file)}
            </Text>
            {file && (
              <Text size="xs" c="dimmed">
                {[
                  sizeOf(file.size),
                  file.width && `${file.width} × ${file.height}`,
                  !file.public && t('filePrivate'),
                  file.held && t('fileHeld'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            )}
            {errors[`${path}/file`] && (
              <Text size="xs" c="var(--mantine-color-error)" role="alert">
                {errors[`${path}/file`]}
              </Text>
            )}
          </Box>
          <Group gap={4} wrap="nowrap">
            {children}
          </Group>
        </Group>
        {words.map((word) => (
          <TextInput
            key={word}
            size="xs"
            label={t(`file.${word}`)}
            description={word === 'alt' && file && !own('alt') && !use.alt ? t('altMissing') : undefined}
            placeholder={own(word)}
            error={errors[`${path}/${word}`]}
            disabled={disabled}
            lang={lang}
            value={use[word] ?? ''}
            onChange={(event) => onChange({ ...use, [word]: event.currentTarget.value })}
          />
        ))}
      </Stack>
    </Group>
  )
}

/** A small picture of an image; the tiny one that comes with it until that is there. */
export function Thumbnail({ shown: { file }, size = 72 }: { shown: Shown; size?: number }) {
  const { key: site } = useSite()
  return (
    <Box
      w={size}
      h={size}
      style={{ flex: 'none', overflow: 'hidden', borderRadius: 'var(--mantine-radius-sm)' }}
      bg="var(--mantine-color-default-hover)"
    >
      {file && thumbnailOf(site, file) ? (
        <img
          src={thumbnailOf(site, file)}
          alt=""
          width={size}
          height={size}
          style={{ objectFit: 'cover', background: `center / cover url(${file.placeholder})` }}
        />
      ) : (
        <Stack h="100%" align="center" justify="center">
          <IconFile size={size / 3} aria-hidden />
        </Stack>
      )}
    </Box>
  )
}
