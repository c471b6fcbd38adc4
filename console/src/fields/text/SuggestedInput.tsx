import { Autocomplete, type OptionsFilter } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { shownAs, type InputProps } from '../field-ui.ts'
import { useSearchWords } from '../../ui/search-words.ts'

/** A line that offers what other entries say in the field that it names; anything else may be written. */
export function SuggestedInput(props: InputProps) {
  const { field, value, onChange, lang } = props
  const { key: site } = useSite()
  const text = typeof value === 'string' ? value : ''
  const q = useSearchWords(text.slice(0, 100))
  const found = useQuery({
    queryKey: ['suggestions', site, field.suggest, q, lang],
    placeholderData: (before) => before,
    queryFn: async () =>
      (
        await client.entries.suggestions({
          site,
          query: { ...field.suggest!, q, ...(lang ? { locale: lang } : {}) },
        })
      ).data,
  })
  return (
    <Autocomplete
      {...shownAs(props)}
      data={[...new Set(found.data ?? [])]}
      filter={foundByServer}
      value={text}
      onChange={onChange}
    />
  )
}

/** The server has searched already. */
const foundByServer: OptionsFilter = ({ options }) => options
