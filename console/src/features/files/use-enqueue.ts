import { useSession, useSite } from '../../api/session.ts'
import { enqueue } from './uploads/queue.ts'
import type { Target } from './uploads/send.ts'

/** Puts files into the queue of uploads, for the site shown. */
export function useEnqueue() {
  const { key: site } = useSite()
  const { id: by } = useSession().member
  return (files: readonly File[], target: Pick<Target, 'folder'> & Partial<Target>): void =>
    enqueue(files, { site, by, hidden: false, keepBoth: false, replaces: undefined, ...target })
}
