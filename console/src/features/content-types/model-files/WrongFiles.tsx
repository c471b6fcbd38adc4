import { Alert, Code, List } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../../ui/named.ts'
import { useSentences } from '../sentences.ts'
import { usePlaces } from './places.ts'
import type { WrongPlace } from './plan.ts'
import type { WrongFile } from './read.ts'

type Props = { files: readonly WrongFile[]; places: readonly WrongPlace[] }

/** Why files cannot be taken: each with the file and the place in it. */
export function WrongFiles({ files, places }: Props) {
  const { t } = useTranslation(['modelFiles', 'shell'])
  const named = useNamed()
  const sentence = useSentences()
  const nameOf = usePlaces()
  const lines = [
    ...files.map(({ file, code, more }) => ({
      file,
      place: undefined,
      message: t(`wrong.${code}`, { more }),
    })),
    ...places.map(({ file, issue }) => ({
      file: file.file,
      place: nameOf(file)(issue.path) ?? issue.path,
      message: issue.words ? named(issue.words) : sentence(issue),
    })),
  ]
  return (
    <Alert role="alert" color="vermilion" icon={<IconAlertTriangle aria-hidden />} title={t('wrong')}>
      <List size="sm">
        {lines.map(({ file, place, message }, i) => (
          <List.Item key={i}>
            <Code>{file}</Code> {place ? t('shell:atPlace', { name: place, message }) : message}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
