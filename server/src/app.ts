import type { Feature } from '#platform/feature.ts'
import { apiTokens } from '#features/api-tokens/feature.ts'
import { apis } from '#features/apis/feature.ts'
import { audit } from '#features/audit/feature.ts'
import { blockKinds } from '#features/block-kinds/feature.ts'
import { bulkActions } from '#features/bulk-actions/feature.ts'
import { contentTypes } from '#features/content-types/feature.ts'
import { delivery } from '#features/delivery/feature.ts'
import { entries } from '#features/entries/feature.ts'
import { explain } from '#features/explain/feature.ts'
import { files } from '#features/files/feature.ts'
import { groups } from '#features/groups/feature.ts'
import { imports } from '#features/imports/feature.ts'
import { instance } from '#features/instance/feature.ts'
import { jobs } from '#features/jobs/feature.ts'
import { members } from '#features/members/feature.ts'
import { sample } from '#features/sample/feature.ts'
import { views } from '#features/saved-views/feature.ts'
import { search } from '#features/search/feature.ts'
import { sessions } from '#features/sessions/feature.ts'
import { sites } from '#features/sites/feature.ts'
import { uploads } from '#features/uploads/feature.ts'
import { webhooks } from '#features/webhooks/feature.ts'

/** The rooms of the house. What is in this list is in the product. Sessions before tokens: the cheaper look comes first. */
export const features: readonly Feature[] = [
  instance,
  sites,
  groups,
  members,
  sessions,
  apiTokens,
  audit,
  jobs,
  contentTypes,
  blockKinds,
  entries,
  bulkActions,
  views,
  search,
  imports,
  files,
  uploads,
  apis,
  delivery,
  webhooks,
  explain,
  sample,
]
