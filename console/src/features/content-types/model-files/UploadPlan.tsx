import { Button, Code, Group, Stack, Text, Title } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../../../ui/named.ts'
import { State } from '../../../ui/State.tsx'
import { Surface } from '../../../ui/Surface.tsx'
import { canConvert, Consent, ConvertChoice, losesValues, PlanSteps } from '../PlanSteps.tsx'
import type { ModelPlan, Work } from './plan.ts'

type Props = {
  plan: ModelPlan
  left: readonly string[]
  busy: boolean
  run: (how: { destructive: boolean; convert: boolean }) => void
}

const rank = (work: Work) => (losesValues(work.steps) ? 0 : work.act === 'change' ? 1 : 2)

/** What the files would do, what loses values first; done at a press, and knowingly. */
export function UploadPlan({ plan, left, busy, run }: Props) {
  const { t } = useTranslation(['modelFiles', 'contentTypes'])
  const named = useNamed()
  const reason = useId()
  const [convert, setConvert] = useState(true)
  const [agreed, agree] = useState(false)
  const steps = plan.works.flatMap((work) => work.steps)
  const loses = losesValues(steps)
  const waits = loses && !agreed
  const names = (list: readonly string[]) => list.join(t('contentTypes:listComma'))
  return (
    <Stack gap="sm">
      <Title order={3}>{t('plan')}</Title>
      {plan.works.length === 0 && <Text size="sm">{t('nothing')}</Text>}
      {plan.works
        .toSorted((a, b) => rank(a) - rank(b))
        .map((work) => (
          <WorkCard key={work.file} work={work} />
        ))}
      {plan.same.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('same', { names: names(plan.same.map(({ body }) => named(body.name))) })}
        </Text>
      )}
      {left.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('left', { names: names(left) })}
        </Text>
      )}
      {canConvert(steps) && <ConvertChoice checked={convert} onChange={setConvert} />}
      {loses && <Consent checked={agreed} onChange={agree} />}
      {plan.works.length > 0 && (
        <Group>
          <Button
            loading={busy}
            disabled={waits}
            aria-describedby={waits ? reason : undefined}
            {...(loses ? { color: 'vermilion' } : {})}
            onClick={() => run({ destructive: loses, convert: canConvert(steps) && convert })}
          >
            {t('apply')}
          </Button>
          {waits && (
            <Text size="sm" c="dimmed" id={reason}>
              {t('contentTypes:consentNeeded')}
            </Text>
          )}
        </Group>
      )}
    </Stack>
  )
}

function WorkCard({ work }: { work: Work }) {
  const { t } = useTranslation('modelFiles')
  const named = useNamed()
  const { act, what, file, body, steps } = work
  return (
    <Surface bg="transparent">
      <Stack gap="xs" role="group" aria-label={named(body.name)}>
        <Group gap="xs">
          <Text fw={600}>{named(body.name)}</Text>
          <State tone={act === 'create' ? 'new' : 'plain'}>{t(`act.${act}`)}</State>
          <Text size="sm" c="dimmed">
            {t(what)} <Code>{file}</Code>
          </Text>
        </Group>
        {steps.length > 0 ? (
          <PlanSteps steps={steps} />
        ) : (
          <Text size="sm">
            {act === 'create' ? t('newFields', { count: body.fields.length }) : t('onlyOrder')}
          </Text>
        )}
      </Stack>
    </Surface>
  )
}
