import { Stack, Title } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Surface } from '../../ui/Surface.tsx'

/** Some settings that belong together. The address may name the part that one came for: `?part=callers`. */
export function SettingsPart({
  name,
  title,
  children,
}: {
  name: string
  title: string
  children: ReactNode
}) {
  const id = useId()
  const place = useRef<HTMLHeadingElement>(null)
  const { part } = useSearch({ strict: false }) as { part?: string }
  useEffect(() => {
    if (part !== name) return
    place.current?.scrollIntoView({ block: 'center' })
    place.current?.focus()
  }, [part, name])
  return (
    <Surface>
      <Stack role="group" aria-labelledby={id}>
        <Title order={2} id={id} ref={place} tabIndex={-1}>
          {title}
        </Title>
        {children}
      </Stack>
    </Surface>
  )
}
