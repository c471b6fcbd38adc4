import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { forget } from './api/calls.ts'
import { paths } from './paths.ts'
import { EntriesPage } from './features/entries/EntriesPage.tsx'
import { Crashed } from './features/shell/Crashed.tsx'
import { NoPage } from './features/shell/NoPage.tsx'
import { Root } from './features/shell/Root.tsx'
import { Shell } from './features/shell/Shell.tsx'
import { Start } from './features/shell/Start.tsx'
import { parseSearch, stringifySearch } from './ui/search-params.ts'

const root = createRootRoute({ component: Root, notFoundComponent: NoPage, errorComponent: Crashed })

const setup = createRoute({
  getParentRoute: () => root,
  path: paths.setup,
  component: lazyRouteComponent(() => import('./features/setup/SetupPage.tsx'), 'SetupPage'),
})

/** Everything behind the log-in. */
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

const page = <Path extends string, Name extends string>(
  path: Path,
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
) => createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load, name) })

const pages = [
  createRoute({ getParentRoute: () => shell, path: paths.home, component: Start }),
  page(paths.account, () => import('./features/sessions/AccountPage.tsx'), 'AccountPage'),
  page(paths.sites, () => import('./features/sites/SitesPage.tsx'), 'SitesPage'),
  page(paths.site, () => import('./features/home/HomePage.tsx'), 'HomePage'),
  // The page people come for is part of what every page needs: a file of its own would be asked for later.
  createRoute({ getParentRoute: () => shell, path: paths.entries, component: EntriesPage }),
  page(paths.entry, () => import('./features/entries/EntryPage.tsx'), 'EntryPage'),
  page(paths.schedules, () => import('./features/entries/SchedulesPage.tsx'), 'SchedulesPage'),
  page(paths.trash, () => import('./features/entries/TrashPage.tsx'), 'TrashPage'),
  page(paths.files, () => import('./features/files/FilesPage.tsx'), 'FilesPage'),
  page(paths.contentTypes, () => import('./features/content-types/ContentTypesPage.tsx'), 'ContentTypesPage'),
  page(
    paths.newContentType,
    () => import('./features/content-types/ContentTypePage.tsx'),
    'NewContentTypePage',
  ),
  page(paths.contentType, () => import('./features/content-types/ContentTypePage.tsx'), 'ContentTypePage'),
  page(
    paths.modelFiles,
    () => import('./features/content-types/model-files/ModelFilesPage.tsx'),
    'ModelFilesPage',
  ),
  page(paths.members, () => import('./features/members/MembersPage.tsx'), 'MembersPage'),
  page(paths.member, () => import('./features/members/MemberPage.tsx'), 'MemberPage'),
  page(paths.groups, () => import('./features/groups/GroupsPage.tsx'), 'GroupsPage'),
  page(paths.newGroup, () => import('./features/groups/GroupPage.tsx'), 'NewGroupPage'),
  page(paths.group, () => import('./features/groups/GroupPage.tsx'), 'GroupPage'),
  page(paths.audit, () => import('./features/audit/AuditPage.tsx'), 'AuditPage'),
  page(paths.apiTokens, () => import('./features/api-tokens/ApiTokensPage.tsx'), 'ApiTokensPage'),
  page(paths.apis, () => import('./features/apis/ApisPage.tsx'), 'ApisPage'),
  page(paths.api, () => import('./features/apis/ApiPage.tsx'), 'ApiPage'),
  page(paths.newEndpoint, () => import('./features/apis/EndpointPage.tsx'), 'NewEndpointPage'),
  page(paths.endpoint, () => import('./features/apis/EndpointPage.tsx'), 'EndpointPage'),
  page(paths.imports, () => import('./features/imports/ImportsPage.tsx'), 'ImportsPage'),
  page(paths.newImport, () => import('./features/imports/mapping/NewImportPage.tsx'), 'NewImportPage'),
  page(paths.jobs, () => import('./features/jobs/JobsPage.tsx'), 'JobsPage'),
  page(paths.webhooks, () => import('./features/webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
  page(paths.webhook, () => import('./features/webhooks/WebhookPage.tsx'), 'WebhookPage'),
  page(paths.settings, () => import('./features/sites/SettingsPage.tsx'), 'SettingsPage'),
]

export const router = createRouter({
  routeTree: root.addChildren([setup, shell.addChildren(pages)]),
  parseSearch,
  stringifySearch,
  defaultPreload: false,
  scrollRestoration: true,
})

router.subscribe('onBeforeLoad', ({ pathChanged }) => pathChanged && forget())
