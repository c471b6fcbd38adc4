import Type from 'typebox'
import { feature, route } from '#platform/feature.ts'
import { NewSavedView, SavedView, SavedViewQuery, SavedViewSettings } from './schema.ts'
import * as savedViews from './service.ts'

const path = '/manage/v1/sites/:site/saved-views'

export const views = feature({
  name: 'saved-views',
  routes: [
    route({
      id: 'saved-views.list',
      method: 'GET',
      path,
      can: 'entries.read',
      summary: 'List one’s own views and the shared ones',
      query: SavedViewQuery,
      reply: Type.Array(SavedView),
      handle: (ctx, { query }) => savedViews.list(ctx, query.type),
    }),
    route({
      id: 'saved-views.create',
      method: 'POST',
      path,
      can: 'entries.read',
      summary: 'Save how a list is to be seen again',
      body: NewSavedView,
      reply: SavedView,
      handle: (ctx, { body }) => savedViews.create(ctx, body),
    }),
    route({
      id: 'saved-views.update',
      method: 'PUT',
      path: `${path}/:id`,
      can: 'entries.read',
      summary: 'Replace a view',
      needsVersion: true,
      body: SavedViewSettings,
      reply: SavedView,
      handle: (ctx, { params, body, request }) => savedViews.update(ctx, params.id, body, request.ifMatch),
    }),
    route({
      id: 'saved-views.delete',
      method: 'DELETE',
      path: `${path}/:id`,
      can: 'entries.read',
      summary: 'Delete a view',
      needsVersion: true,
      handle: (ctx, { params, request }) => savedViews.remove(ctx, params.id, request.ifMatch),
    }),
  ],
  problems: {
    view_exists: {
      ja: '「{name}」という名前の表示がすでにあります。',
      en: 'You have a view called "{name}" already.',
    },
    views_many: {
      ja: '保存できる表示は{limit}個までです。使わないものを削除してください。',
      en: 'At most {limit} views per type. Delete one that you do not use.',
    },
  },
  events: {
    'saved-view.created': { ja: '一覧の表示を保存', en: 'View saved' },
    'saved-view.updated': { ja: '一覧の表示を変更', en: 'View changed' },
    'saved-view.deleted': { ja: '一覧の表示を削除', en: 'View deleted' },
  },
  tables: { saved_views: { backup: 'copy', erase: 'delete' } },
})
