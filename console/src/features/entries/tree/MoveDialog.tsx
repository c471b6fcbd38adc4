import type { ContentType, Entry, MoveBody } from '@dozo/client'
import { Input, Radio, Stack, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EntrySearch } from '../../../fields/relation/EntrySearch.tsx'
import { Confirm } from '../../../ui/Confirm.tsx'

type Where = 'into' | 'before' | 'after' | 'top'
const ways: readonly Where[] = ['into', 'before', 'after', 'top']

type Props = {
  type: ContentType
  entry: Entry
  /** Throws when it is refused: the dialog stays and says why. */
  move: (body: MoveBody, target: Entry | undefined) => Promise<unknown>
  close: () => void
}

/** Where an entry goes, found by its words: in a large tree nobody pulls anything that far. */
export function MoveDialog({ type, entry, move, close }: Props) {
  const { t } = useTranslation(['entries', 'fields'])
  const id = useId()
  const [where, setWhere] = useState<Where>('into')
  const [target, setTarget] = useState<Entry>()
  const bodies: Record<Where, MoveBody> = {
    into: { place: 'last', parent: target?.id ?? null },
    before: { before: target?.id ?? '' },
    after: { after: target?.id ?? '' },
    top: { place: 'last', parent: null },
  }
  const top = where === 'top'
  return (
    <Confirm
      title={t('treeMoveTitle', { title: entry.title })}
      act={t('treeMoveAct')}
      destructive={false}
      {...(top || target ? {} : { unready: t('treeChoose') })}
      opened
      close={close}
      run={async () => void (await move(bodies[where], top ? undefined : target))}
    >
      <Radio.Group label={t('treeWhere')} value={where} onChange={(next) => setWhere(next as Where)}>
        <Stack gap="xs" mt="xs">
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(`treeWhere.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {!top && (
        <Input.Wrapper id={id} label={t('treeTarget')}>
          {target && (
            <Text size="sm" fw={600} mb={4}>
              {target.title}
            </Text>
          )}
          <EntrySearch
            id={id}
            types={[type.key]}
            except={[entry.id]}
            placeholder={t(target ? 'fields:chooseOther' : 'fields:chooseEntry')}
            onChoose={setTarget}
          />
        </Input.Wrapper>
      )}
    </Confirm>
  )
}
