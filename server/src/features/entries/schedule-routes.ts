import Type from 'typebox'
import { route } from '#platform/feature.ts'
import { NewSchedule, Schedule, ScheduleChange, ScheduleQuery } from './schedule-schema.ts'
import * as schedules from './schedules.ts'

const path = '/manage/v1/sites/:site/schedules'

export const scheduleRoutes = [
  route({
    id: 'entries.schedule',
    method: 'POST',
    path: '/manage/v1/sites/:site/entries/:id/schedules',
    can: 'entries.publish',
    summary: 'Publish a version, or unpublish, at a moment',
    body: NewSchedule,
    reply: Schedule,
    handle: (ctx, { params, body }) => schedules.create(ctx, params.id, body),
  }),
  route({
    id: 'schedules.list',
    method: 'GET',
    path,
    can: 'entries.read',
    summary: 'What goes live and what goes away next; or what was done, or failed',
    query: ScheduleQuery,
    reply: Type.Array(Schedule),
    handle: (ctx, { query }) => schedules.list(ctx, query),
  }),
  route({
    id: 'schedules.get',
    method: 'GET',
    path: `${path}/:id`,
    can: 'entries.read',
    summary: 'One schedule',
    reply: Schedule,
    handle: (ctx, { params }) => schedules.get(ctx, params.id),
  }),
  route({
    id: 'schedules.update',
    method: 'PATCH',
    path: `${path}/:id`,
    can: 'entries.publish',
    summary: 'Another time, version or languages',
    needsVersion: true,
    body: ScheduleChange,
    reply: Schedule,
    handle: (ctx, { params, body, request }) => schedules.change(ctx, params.id, body, request.ifMatch),
  }),
  route({
    id: 'schedules.cancel',
    method: 'DELETE',
    path: `${path}/:id`,
    can: 'entries.publish',
    summary: 'Cancel a schedule',
    needsVersion: true,
    handle: (ctx, { params, request }) => schedules.cancel(ctx, params.id, request.ifMatch),
  }),
]
