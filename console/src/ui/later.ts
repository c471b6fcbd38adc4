import { lazy, type ComponentType } from 'react'

/** A part of a page that comes when it is first seen: stands within a `Suspense`. */
export const later = <Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) => lazy(async () => ({ default: (await load())[name] }))
