import { Anchor, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { sizeOf } from '../../ui/size.ts'
import { To } from '../../ui/To.tsx'
import { moment } from '../../ui/when.ts'
import { FileMarks } from './FileMarks.tsx'

/** What a file is, and where. */
export function FileFacts({ file }: { file: SiteFile }) {
  const { t } = useTranslation(['files', 'shell'])
  const { key: site, timeZone } = useSite()
  const facts: [string, string][] = [
    [t('path'), file.path],
    [t('type'), `${t(`kind.${file.kind}`)} (${file.type})`],
    [t('size'), sizeOf(file.size)],
    ...(file.width ? [[t('pixels'), `${file.width} × ${file.height}`] as [string, string]] : []),
    [t('uploadedAt'), moment(file.createdAt, timeZone)],
    [t('updatedAt'), moment(file.updatedAt, timeZone)],
    ...(file.trashedAt ? [[t('trashedAt'), moment(file.trashedAt, timeZone)] as [string, string]] : []),
  ]
  return (
    <Stack gap="xs">
      <FileMarks file={file} />
      <dl className="file-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {file.tags.length > 0 && (
          <div>
            <dt>{t('tags')}</dt>
            <dd>
              <Group gap="xs">
                {file.tags.map((tag) => (
                  <To key={tag} size="sm" to={paths.files} params={{ site }} search={{ tag }}>
                    {tag}
                  </To>
                ))}
              </Group>
            </dd>
          </div>
        )}
        {file.trashedAt === null && (
          <div>
            <dt>{t('url')}</dt>
            <dd>
              {file.public ? (
                <Anchor size="sm" href={file.url} target="_blank" rel="noreferrer">
                  {decodeURI(file.url)}
                </Anchor>
              ) : (
                <Code>{decodeURI(file.url)}</Code>
              )}
            </dd>
          </div>
        )}
      </dl>
      <Group gap="xs">
        {file.trashedAt === null && (
          <CopyButton value={file.url}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconCopy size={14} aria-hidden />}
                onClick={copy}
              >
                {copied ? t('shell:copied') : t('copyUrl')}
              </Button>
            )}
          </CopyButton>
        )}
        {file.held ? (
          <Text size="sm" c="dimmed">
            {t('heldText')}
          </Text>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            component="a"
            href={`/manage/v1/sites/${site}/files/${file.id}/content`}
            download={file.name}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('download')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
