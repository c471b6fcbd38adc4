import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { Login, Session, SessionLine, SessionQuery } from './schema.ts'
import * as sessions from './service.ts'

export const routes = [
  route({
    id: 'sessions.create',
    method: 'POST',
    path: '/manage/v1/sessions',
    can: 'anyone',
    summary: 'Sign in to the console; the answer sets a cookie',
    body: Login,
    reply: Session,
    handle: (ctx, { body }) => sessions.login(ctx, body),
  }),
  route({
    id: 'sessions.current',
    method: 'GET',
    path: '/manage/v1/sessions/current',
    can: 'signed-in',
    summary: 'Who is signed in, and where they may go',
    reply: Session,
    handle: (ctx) => sessions.current(ctx),
  }),
  route({
    id: 'sessions.end',
    method: 'DELETE',
    path: '/manage/v1/sessions/current',
    can: 'signed-in',
    summary: 'Sign out',
    handle: (ctx) => sessions.end(ctx),
  }),
  route({
    id: 'sessions.list',
    method: 'GET',
    path: '/manage/v1/sites/:site/sessions',
    can: 'signed-in',
    summary: 'List one’s own sessions, or another member’s',
    query: SessionQuery,
    reply: Type.Array(SessionLine),
    handle: (ctx, { query }) => sessions.list(ctx, query),
  }),
  route({
    id: 'sessions.revoke',
    method: 'DELETE',
    path: '/manage/v1/sites/:site/sessions/:id',
    can: 'signed-in',
    summary: 'End a session',
    handle: (ctx, { params }) => sessions.revoke(ctx, params.id),
  }),
]
