import type { Import } from '@dozo/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../api/client.ts'
import { useContentTypes } from '../../../api/content-types.ts'
import { useCan, useSite } from '../../../api/session.ts'
import { paths } from '../../../paths.ts'
import { DropZone } from '../../../ui/DropZone.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Loaded } from '../../../ui/Loaded.tsx'
import { Page } from '../../../ui/Page.tsx'
import { To } from '../../../ui/To.tsx'
import { FileStep } from './FileStep.tsx'
import { MappingStep } from './MappingStep.tsx'
import { usePreview, type Chosen, type Form } from './use-preview.ts'

/** A file on its way in: what it becomes, where each of its columns goes, what to do with it. `like`: as it was done before. */
export function NewImportPage() {
  const { t } = useTranslation('imports')
  const { key: site } = useSite()
  const can = useCan()
  const { like } = useSearch({ strict: false }) as { like?: string }
  const types = useContentTypes()
  const before = useQuery({
    queryKey: ['import', site, like],
    enabled: like !== undefined,
    queryFn: async () => (await client.imports.get({ site, id: like! })).data,
  })
  return (
    <Page
      title={t('begin')}
      lead={t('newLead')}
      above={
        <To size="sm" to={paths.imports} params={{ site }}>
          {t('title')}
        </To>
      }
    >
      {can('imports.write') ? (
        <Loaded query={types}>
          {(all) =>
            all.length === 0 ? (
              <Empty text={t('noTypes')} />
            ) : like === undefined ? (
              <NewImport first={all[0]!.key} />
            ) : (
              <Loaded query={before}>{(one) => <NewImport first={one.type} before={one} />}</Loaded>
            )
          }
        </Loaded>
      ) : (
        <Empty text={t('mayNot')} />
      )}
    </Page>
  )
}

let turns = 0

function NewImport({ first, before }: { first: string; before?: Import }) {
  const { t } = useTranslation('imports')
  const types = useContentTypes().data ?? []
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { type?: string; like?: string }
  const type = types.find((one) => one.key === (search.type ?? first)) ?? types[0]!
  const [chosen, setChosen] = useState<Chosen>()
  const [form, setForm] = useState<Form>({})
  const preview = usePreview(type.key, chosen, form)
  const choose = (file: File | null | undefined) => {
    setForm({})
    setChosen(file ? { file, turn: ++turns } : undefined)
  }
  return (
    <DropZone hint={t('dropHere')} onFiles={([file]) => file && choose(file)}>
      <FileStep
        type={type.key}
        setType={(next) =>
          void navigate({ to: '.', search: { ...search, type: next }, replace: true } as never)
        }
        file={chosen?.file}
        choose={choose}
        form={preview.data ?? (form.format ? { ...form, format: form.format } : undefined)}
        isChosen={form.format !== undefined}
        setForm={setForm}
      />
      {chosen && (
        <Loaded query={preview}>
          {(found) => (
            <MappingStep
              key={`${type.key} ${preview.dataUpdatedAt}`}
              type={type}
              file={chosen.file}
              preview={found}
              before={before?.type === type.key ? before.options : undefined}
            />
          )}
        </Loaded>
      )}
    </DropZone>
  )
}
