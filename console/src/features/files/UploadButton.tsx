import { Button, Group, Menu } from '@mantine/core'
import { IconChevronDown, IconUpload } from '@tabler/icons-react'
import { useRef, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useEnqueue } from './use-enqueue.ts'

/** Files of the own device, many at once; a phone offers its camera and its photos. Private ones are never public, not even at first. */
export function UploadButton({ folder }: { folder: string }) {
  const { t } = useTranslation('files')
  const plain = useRef<HTMLInputElement>(null)
  const hidden = useRef<HTMLInputElement>(null)
  const enqueue = useEnqueue()
  const input = (ref: typeof plain, label: string, isHidden: boolean) => (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      aria-label={label}
      onChange={({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
        enqueue([...(currentTarget.files ?? [])], { folder, hidden: isHidden })
        // The same file again is news, too.
        currentTarget.value = ''
      }}
    />
  )
  return (
    <>
      {input(plain, t('upload'), false)}
      {input(hidden, t('uploadHidden'), true)}
      <Group gap={1} wrap="nowrap">
        <Button
          leftSection={<IconUpload size={16} aria-hidden />}
          style={{ borderStartEndRadius: 0, borderEndEndRadius: 0 }}
          onClick={() => plain.current?.click()}
        >
          {t('upload')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              px={8}
              aria-label={t('uploadMore')}
              style={{ borderStartStartRadius: 0, borderEndStartRadius: 0 }}
            >
              <IconChevronDown size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => hidden.current?.click()}>{t('uploadHidden')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </>
  )
}
