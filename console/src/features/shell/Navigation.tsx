import { Text } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { addressOf, ToNav } from '../../ui/To.tsx'
import { usePlaces, type Place } from './places.ts'

/** The pages of the site, in their groups. */
export function Navigation({ onFollow }: { onFollow: () => void }) {
  const { home, groups } = usePlaces()
  return (
    <>
      <PlaceLink place={home} onFollow={onFollow} />
      {groups.map(({ label, places }) => (
        <section key={label} aria-label={label}>
          <Text size="xs" fw={600} c="dimmed" px="sm" pt="md" pb={4}>
            {label}
          </Text>
          {places.map((place) => (
            <PlaceLink key={addressOf(place)} place={place} onFollow={onFollow} />
          ))}
        </section>
      ))}
    </>
  )
}

/** Pages that belong to a place and have an address beside it. */
const belongs: Record<string, readonly string[]> = {
  [paths.contentTypes]: [paths.newContentType, paths.modelFiles],
  [paths.groups]: [paths.newGroup],
  [paths.imports]: [paths.newImport],
}

function PlaceLink({ place, onFollow }: { place: Place; onFollow: () => void }) {
  const { pathname } = useLocation()
  const address = addressOf(place)
  const below = belongs[place.to] ?? []
  const active =
    pathname === address ||
    (place.to !== paths.site && pathname.startsWith(`${address}/`)) ||
    below.some((to) => pathname === addressOf({ ...place, to }))
  return (
    <ToNav
      to={place.to}
      params={place.params}
      label={place.label}
      active={active}
      aria-current={active ? 'page' : undefined}
      leftSection={<place.Icon size={16} stroke={1.6} aria-hidden />}
      onFollow={onFollow}
    />
  )
}
