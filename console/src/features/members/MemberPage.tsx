import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { client } from '../../api/client.ts'
import { useSite } from '../../api/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { MemberForm } from './MemberForm.tsx'

export function MemberPage() {
  const { id = '' } = useParams({ strict: false })
  return id === 'new' ? <MemberForm member={undefined} /> : <Existing id={id} />
}

function Existing({ id }: { id: string }) {
  const { key: site } = useSite()
  const query = useQuery({
    queryKey: ['member', site, id],
    queryFn: async () => (await client.members.get({ site, id })).data,
  })
  return (
    <Loaded query={query}>
      {(member) => <MemberForm key={`${member.id} ${member.etag}`} member={member} />}
    </Loaded>
  )
}
