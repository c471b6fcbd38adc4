import type { ContentType } from '@dozo/client'
import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilterPlus } from '@tabler/icons-react'
import { Suspense } from 'react'
import { FormPopover } from '../../ui/FormPopover.tsx'
import { later } from '../../ui/later.ts'
import type { Condition } from './filter.ts'

// With it comes what writes every type of field: only for who filters.
const FilterForm = later(() => import('./FilterForm.tsx'), 'FilterForm')

type Props = {
  type: ContentType
  label: string
  /** Beside a condition that it is another one of. */
  small?: boolean
  add: (condition: Condition) => void
}

/** Asks for one condition. */
export function AddCondition({ type, label, small, add }: Props) {
  const [opened, popover] = useDisclosure()
  return (
    <FormPopover
      opened={opened}
      close={popover.close}
      target={
        <Button
          {...(small
            ? { variant: 'subtle', size: 'compact-xs' }
            : { variant: 'default', leftSection: <IconFilterPlus size={16} aria-hidden /> })}
          onClick={popover.toggle}
          aria-expanded={opened}
        >
          {label}
        </Button>
      }
    >
      <Suspense fallback={<Skeleton h={220} w={240} role="status" aria-label={label} />}>
        <FilterForm
          type={type}
          add={(condition) => {
            popover.close()
            add(condition)
          }}
        />
      </Suspense>
    </FormPopover>
  )
}
