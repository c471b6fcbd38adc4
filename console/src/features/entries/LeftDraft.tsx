import type { ContentType } from '@dozo/client'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconHistory } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession, useSite } from '../../api/session.ts'
import { drop, keep, leftOn, shelfOf, type Found } from '../../ui/kept-drafts.ts'
import { useNamed } from '../../ui/named.ts'
import { moment } from '../../ui/when.ts'
import type { Draft } from './draft.ts'
import { merged } from './places.ts'

/** Keeps what is typed in this browser until it is saved, and gives what an earlier editor of the entry left. */
export function useKeptDraft(type: ContentType, draft: Draft, depth: number) {
  const { member } = useSession()
  const { key: site } = useSite()
  // A new one that is written over another new one is not what the other left.
  const over = depth === 0 ? '' : ` ${depth}`
  const shelf = shelfOf(member.id, site, draft.base?.id ?? `new ${type.key}${over}`)
  const [editor] = useState(() => Date.now().toString(36) + Math.random().toString(36).slice(2))
  const own = shelf + editor
  const [left, setLeft] = useState(() => leftOn(shelf, own))
  const write = useDebouncedCallback(
    () => keep(own, { at: new Date().toISOString(), ...draft.changed() }),
    400,
  )
  useEffect(() => {
    if (draft.dirty) return write()
    write.cancel()
    drop(own)
    // oxlint-disable-next-line react/exhaustive-deps -- the callback is another one each time
  }, [own, draft.dirty, draft.values])
  // A new entry has another shelf when it has been made.
  const before = useRef(own)
  useEffect(() => {
    if (before.current !== own) drop(before.current)
    before.current = own
  }, [own])
  const take = (found: Found) => {
    drop(found.key)
    setLeft((all) => all.filter(({ key }) => key !== found.key))
  }
  return { left: left[0], take, forget: () => (write.cancel(), drop(own)) }
}

/** What was typed here earlier and never saved: taken back, or thrown away. */
export function LeftDraft({
  type,
  draft,
  left,
  take,
}: {
  type: ContentType
  draft: Draft
  left: Found
  take: (found: Found) => void
}) {
  const { t } = useTranslation('entries')
  const { timeZone } = useSite()
  const named = useNamed()
  const nameOf = (keys: readonly string[]) =>
    type.fields
      .filter(({ key }) => keys.includes(key))
      .map((field) => named(field.name))
      .join(t('listComma'))
  const newer = merged(draft.places, { base: left.before, mine: left.after, theirs: draft.values }).clashes
  return (
    <Alert color="gold" icon={<IconHistory aria-hidden />} title={t('leftTitle')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {t('leftText', { at: moment(left.at, timeZone), fields: nameOf(Object.keys(left.after)) })}
        </Text>
        {newer.length > 0 && (
          <Text size="sm">{t('leftNewer', { fields: nameOf(newer.map(({ field }) => field)) })}</Text>
        )}
        <Group gap="xs">
          <Button
            size="xs"
            onClick={() => {
              draft.retrieve(left)
              take(left)
            }}
          >
            {t('leftTake')}
          </Button>
          <Button size="xs" variant="default" onClick={() => take(left)}>
            {t('leftDrop')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
