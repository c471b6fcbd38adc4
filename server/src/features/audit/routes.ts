import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { AuditQuery, AuditRecord, Verification } from './schema.ts'
import * as audit from './service.ts'
import { verify } from './verify.ts'

const path = '/manage/v1/sites/:site/audit'

export const routes = [
  route({
    id: 'audit.list',
    method: 'GET',
    path,
    can: 'audit.read',
    summary: 'Read the audit log, newest first',
    query: AuditQuery,
    reply: Type.Array(AuditRecord),
    handle: (ctx, { query }) => audit.list(ctx, query),
  }),
  route({
    id: 'audit.verify',
    method: 'POST',
    path: `${path}/verify`,
    can: 'audit.read',
    summary: 'Check the whole hash chain and its seals',
    status: 200,
    reply: Verification,
    handle: (ctx) => verify(ctx),
  }),
]
