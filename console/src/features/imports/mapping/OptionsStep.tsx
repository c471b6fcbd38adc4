import { Checkbox, Group, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCan, useSite } from '../../../api/session.ts'
import { languageName } from '../../../ui/named.ts'
import { Surface } from '../../../ui/Surface.tsx'

const modes = ['upsert', 'create', 'update'] as const
export type Options = {
  mode: (typeof modes)[number]
  locale: string
  publish: boolean
  createMissing: boolean
}

type Props = {
  options: Options
  setOptions: (options: Options) => void
  /** A column goes into a field that has languages, and names none. */
  plain: boolean
}

export function OptionsStep({ options, setOptions, plain }: Props) {
  const { t } = useTranslation('imports')
  const can = useCan()
  const { locales } = useSite()
  const box = (name: 'publish' | 'createMissing') => (
    <Checkbox
      label={t(name)}
      description={t(`${name}Help`)}
      checked={options[name]}
      onChange={(event) => setOptions({ ...options, [name]: event.currentTarget.checked })}
    />
  )
  return (
    <Surface>
      <Stack>
        <Group align="flex-start">
          <Select
            label={t('mode')}
            allowDeselect={false}
            data={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
            value={options.mode}
            onChange={(next) => next && setOptions({ ...options, mode: next as Options['mode'] })}
            w={320}
            maw="100%"
          />
          {plain && (
            <Select
              label={t('locale')}
              allowDeselect={false}
              data={locales.map((value) => ({ value, label: languageName(value) }))}
              value={options.locale}
              onChange={(next) => next && setOptions({ ...options, locale: next })}
            />
          )}
        </Group>
        {can('entries.publish') && box('publish')}
        {box('createMissing')}
      </Stack>
    </Surface>
  )
}
