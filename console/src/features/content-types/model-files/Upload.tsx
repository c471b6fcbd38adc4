import { Alert, FileInput, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Trouble } from '../../../ui/Trouble.tsx'
import { RefusedFile } from './apply.ts'
import { UploadPlan } from './UploadPlan.tsx'
import { usePlaces } from './places.ts'
import { useUpload } from './use-upload.ts'
import { WrongFiles } from './WrongFiles.tsx'

/** Files to choose, what they would do, and doing it. */
export function Upload() {
  const { t } = useTranslation('modelFiles')
  const { chosen, done, planning, applying, choose } = useUpload()
  const nameOf = usePlaces()
  const refused = applying.error
  const { data } = planning
  const isWrong = data !== undefined && data.read.wrong.length + data.plan.wrong.length > 0
  return (
    <Stack>
      <FileInput
        label={t('choose')}
        placeholder={t('chooseHint')}
        accept=".yaml,.yml,.zip"
        multiple
        clearable
        clearButtonProps={{ 'aria-label': t('clear') }}
        maw={560}
        value={chosen}
        onChange={choose}
      />
      {refused && (
        <Stack gap="xs">
          {refused instanceof RefusedFile && (
            <Text size="sm">{t('refused', { file: refused.work.file })}</Text>
          )}
          <Trouble
            error={refused instanceof RefusedFile ? refused.refusal : refused}
            {...(refused instanceof RefusedFile ? { nameOf: nameOf(refused.work) } : {})}
          />
        </Stack>
      )}
      {planning.isPending && (
        <Text size="sm" role="status">
          {t('reading')}
        </Text>
      )}
      {planning.error && <Trouble error={planning.error} retry={() => choose(chosen)} />}
      {data && isWrong && <WrongFiles files={data.read.wrong} places={data.plan.wrong} />}
      {data && !isWrong && data.read.files.length === 0 && <Alert color="gold" title={t('empty')} />}
      {data && !isWrong && data.read.files.length > 0 && (
        <UploadPlan
          key={planning.submittedAt}
          plan={data.plan}
          left={data.read.left}
          busy={applying.isPending}
          run={(how) => applying.mutate(how)}
        />
      )}
      {applying.isSuccess && done.length > 0 && (
        <Text size="sm" role="status">
          {t('applied', { count: done.length })}
        </Text>
      )}
    </Stack>
  )
}
