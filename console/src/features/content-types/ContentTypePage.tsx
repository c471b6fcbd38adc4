import { useParams } from '@tanstack/react-router'
import { useContentTypes } from '../../api/content-types.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { NoPage } from '../shell/NoPage.tsx'
import { DefinitionEditor } from './DefinitionEditor.tsx'

export const NewContentTypePage = () => <DefinitionEditor type={undefined} />

export function ContentTypePage() {
  const { type: key = '' } = useParams({ strict: false })
  return (
    <Loaded query={useContentTypes()}>
      {(types) => {
        const type = types.find((one) => one.key === key)
        // A new version is edited afresh: what was written has become it.
        return type ? <DefinitionEditor key={`${type.id} ${type.etag}`} type={type} /> : <NoPage />
      }}
    </Loaded>
  )
}
