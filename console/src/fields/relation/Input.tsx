import type { Entry } from '@dozo/client'
import { Input, Stack, Text } from '@mantine/core'
import { useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useContentTypes } from '../../api/content-types.ts'
import { useCan } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'
import { AddItem } from '../items/AddItem.tsx'
import type { InputProps } from '../field-ui.ts'
import { ChosenEntries } from './ChosenEntries.tsx'
import { EntrySearch, type Offer } from './EntrySearch.tsx'
import { useMaking } from './making.ts'
import { useOpening } from './opening.ts'

const most = 500

/** Entries that are pointed to: found by their words, made while they are missing, opened without leaving, put in order. */
export function RelationInput(props: InputProps) {
  const { field, value, onChange, label, error, disabled } = props
  const { t } = useTranslation('fields')
  const id = useId()
  const to = field.to ?? []
  const chosen = (Array.isArray(value) ? value : value ? [value] : []) as string[]
  const put = (ids: string[]) =>
    onChange(field.many ? (ids.length > 0 ? ids : undefined) : (ids.at(-1) ?? undefined))
  // An entry that was written over the page comes in later, when the list may be another one.
  const add = (entry: string) => put([...chosen.filter((one) => one !== entry), entry])
  const latest = useRef(add)
  useLayoutEffect(() => void (latest.current = add))
  const making = useMaking(to)
  const { offers, openNew, choices } = useNew(props, (entry) => latest.current(entry.id))
  const full = field.many === true && chosen.length >= Math.min(field.max ?? most, most)
  const empty = props.placeholder ?? t(chosen.length > 0 && !field.many ? 'chooseOther' : 'chooseEntry')
  return (
    <Input.Wrapper
      id={id}
      label={label}
      labelElement={full ? 'div' : 'label'}
      description={props.description}
      error={making.error ?? error}
      withAsterisk={field.required === true}
    >
      <Stack gap="xs">
        <ChosenEntries
          {...props}
          ids={chosen}
          put={put}
          removed={() => document.getElementById(id)?.focus()}
        />
        {full ? (
          <Text size="xs" c="dimmed">
            {t('itemsFull', { count: chosen.length })}
          </Text>
        ) : (
          <EntrySearch
            id={id}
            types={to}
            except={chosen}
            disabled={disabled || making.busy}
            placeholder={empty}
            required={field.required === true}
            lang={props.lang}
            onChoose={(entry) => add(entry.id)}
            offers={(typed, found) =>
              typed === '' || found.some(({ title }) => title === typed)
                ? []
                : making.type
                  ? [
                      makeAtOnce(t('makeNamed', { name: typed }), () =>
                        making.make(typed).then((made) => made && latest.current(made)),
                      ),
                    ]
                  : offers(typed)
            }
          />
        )}
        {openNew && !full && !disabled && (
          <AddItem label={t('makeHere', { label })} choices={choices} add={openNew} />
        )}
      </Stack>
    </Input.Wrapper>
  )
}

const makeAtOnce = (label: string, act: () => Promise<unknown>): Offer => ({
  key: 'make',
  label,
  act: () => void act(),
})

/** Entries that are still to be written: where they can be opened over the page, by those who may. */
function useNew({ field }: InputProps, onCreated: (entry: Entry) => void) {
  const { t } = useTranslation('fields')
  const named = useNamed()
  const opening = useOpening()
  const may = useCan()('entries.create')
  const to = field.to ?? []
  const types = (useContentTypes().data ?? []).filter(
    ({ key, kind }) => to.includes(key) && kind !== 'single',
  )
  const can = opening !== undefined && may && types.length > 0
  return {
    choices: types.map(({ key, name }) => ({ key, label: named(name) })),
    openNew: can ? (type: string) => opening({ type, onCreated }) : undefined,
    offers: (title: string): Offer[] =>
      can
        ? types.map(({ key, name }) => ({
            key,
            label: t('makeTyped', { name: title, type: named(name) }),
            act: () => opening({ type: key, title, onCreated }),
          }))
        : [],
  }
}
