import type { Field } from '@dozo/content-model/definition'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BrokenContext } from '../../fields/broken.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { exampleOf } from './type-examples.ts'

/** How the input of a type looks, for the eyes only: what it is for is told in words beside it. */
export function TypeExample({ type }: { type: Field['type'] }) {
  const { t } = useTranslation('contentTypes')
  const { field, value } = exampleOf(type, (name) => t(`example.${name}`))
  return (
    <div className="type-example" aria-hidden inert data-example={type}>
      <Text size="xs" c="dimmed" mb="xs">
        {t('typeExample')}
      </Text>
      <BrokenContext value={nobody}>
        {/* One input a type: none takes over what another one held. */}
        <FieldInput key={type} field={field} value={value} onChange={nobody} path="/example" errors={{}} />
      </BrokenContext>
    </div>
  )
}

const nobody = () => undefined
