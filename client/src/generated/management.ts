// Printed by `npm run gen` from the OpenAPI document. Do not edit.

export type Api = { key: string; name: string; security: "open" | "token" | "member"; origins: (string)[]; endpoints: number; url: string; etag: number }

export type ApiChange = { name?: string; security?: "open" | "token" | "member"; origins?: (string)[] }

export type ApiToken = { id: string; name: string; prefix: string; scopes: (Scope)[]; memberId: string; memberName: string; createdAt: string; expiresAt: string; lastUsedAt: (string | null); token?: string }

export type ApiVersion = { version: number; createdAt: string; createdBy: string; settingsChanged: boolean; added: (string)[]; changed: (string)[]; removed: (string)[]; definition: { name: string; security: "open" | "token" | "member"; origins: (string)[]; endpoints: ({ path: string; operation: string; type?: string; types?: ((string)[] | null); fields?: ((string)[] | null); filters?: ((string)[] | null); sorts?: ((string)[] | null); filter?: (Record<string, unknown> | null); sort?: (string | null); pageSize?: (number | null); maxPageSize?: (number | null); locale?: (string | null); who?: ({ groups?: (string)[] } | null); cacheSeconds?: number; rights?: "endpoint" | "caller"; publish?: boolean; own?: boolean; rateLimit?: ({ calls: number; seconds: number } | null); deprecated?: ({ since: string; sunset?: string; successor?: string } | null); id: string })[] } }

export type AuditRecord = { id: string; at: string; action: string; result: "done" | "refused" | "failed"; actor: { kind: string; siteId?: string; id?: string; name?: string }; subject: { type: string; id: string; label?: string }; changes: (Record<string, unknown> | null); ip?: string; requestId: (string | null); sealed: boolean }

export type BlockKind = { key: string; name: { ja: string; en: string }; fields: (Field)[]; types: (string)[]; kinds: (string)[]; etag: number }

export type BlockKindDefinition = { key: string; name: { ja: string; en: string }; fields: (Field)[] }

export type BulkAction = { id: string; type: string; action: { kind: "publish" | "unpublish" | "trash" | "set" | "undo" }; status: "frozen" | "waiting" | "running" | "done" | "cancelled" | "failed"; total: number; done: number; skipped: number; refused: number; error: (string | null); undoOf: (string | null); canUndo: boolean; createdAt: string; expiresAt: string; finishedAt: (string | null) }

export type ChangeStep = { kind: "add" | "remove" | "change"; type?: string; path: string; destructive: boolean; code: string; message: string; entries?: number; looked?: number; unfit?: number; unconverted?: number }

export type ContentType = { id: string; key: string; name: { ja: string; en: string }; kind: "plain" | "single" | "tree"; titleField?: string; keyField?: string; ordered?: "manual"; maxEntries?: number; fields: (Field)[]; rules?: (Rule)[]; usedKinds: (BlockKindDefinition)[]; entries: number; entriesEstimated?: true; overflow: (string)[]; etag: number }

export type ContentTypeDefinition = { key: string; name: { ja: string; en: string }; kind: "plain" | "single" | "tree"; titleField?: string; keyField?: string; ordered?: "manual"; maxEntries?: number; fields: (Field)[]; rules?: (Rule)[] }

export type CopyApiBody = { key: string; name?: string }

export type CopyEntryBody = { key?: string }

export type CountBody = { by?: number }

export type Counted = { field: string; value: number }

export type Difference = { field: string; locale?: string; before: unknown; after: unknown; blocks?: ({ id: string; kind: string; change: "added" | "removed" | "moved" | "changed"; from: (number | null); to: (number | null) })[] }

export type Endpoint = { path: string; operation: string; type?: string; types?: ((string)[] | null); fields?: ((string)[] | null); filters?: ((string)[] | null); sorts?: ((string)[] | null); filter?: (Record<string, unknown> | null); sort?: (string | null); pageSize?: (number | null); maxPageSize?: (number | null); locale?: (string | null); who?: ({ groups?: (string)[] } | null); cacheSeconds?: number; rights?: "endpoint" | "caller"; publish?: boolean; own?: boolean; rateLimit?: ({ calls: number; seconds: number } | null); deprecated?: ({ since: string; sunset?: string; successor?: string } | null); id: string; etag: number; url: string }

export type EndpointInput = { path: string; operation: string; type?: string; types?: ((string)[] | null); fields?: ((string)[] | null); filters?: ((string)[] | null); sorts?: ((string)[] | null); filter?: (Record<string, unknown> | null); sort?: (string | null); pageSize?: (number | null); maxPageSize?: (number | null); locale?: (string | null); who?: ({ groups?: (string)[] } | null); cacheSeconds?: number; rights?: "endpoint" | "caller"; publish?: boolean; own?: boolean; rateLimit?: ({ calls: number; seconds: number } | null); deprecated?: ({ since: string; sunset?: string; successor?: string } | null) }

export type EndpointUsage = { endpoint: string; path: string; operation: string; calls: number; lastUsedAt: (string | null); days: ({ day: string; calls: number })[] }

export type Entry = { id: string; number: number; type: string; key: (string | null); status: "draft" | "live" | "changed"; title: string; etag: number; version: number; liveVersion: (number | null); locales: (string)[]; languages: Record<string, "live" | "changed" | "draft" | "empty">; schedules: (WaitingSchedule)[]; liveFrom: (string | null); liveUntil: (string | null); values: Record<string, unknown>; live?: (Record<string, unknown> | null); parent: (string | null); position: number; createdAt: string; updatedAt: string; publishedAt: (string | null); createdBy: ({ id: string; name: (string | null) } | null); updatedBy: ({ id: string; name: (string | null) } | null); can: { update: boolean; publish: boolean; delete: boolean } }

export type EntryChange = { values?: Record<string, unknown>; key?: (string | null); parent?: (string | null); position?: number; note?: string; sitting?: "on" | "end" }

export type ExplainCallBody = { url: string; token?: string }

export type ExplainQueryBody = { url: string }

export type ExplainTrialBody = { api: string; endpoint: EndpointInput; url: string }

export type Explanation = { state: "kept" | "not-kept" | "never"; why: string; tags: (string)[]; until: (string | null); bytes: number }

export type Field = { key: string; type: "text" | "textarea" | "markdown" | "rich_text" | "html" | "number" | "counter" | "boolean" | "date" | "date_time" | "time" | "select" | "multi_select" | "slug" | "computed" | "link" | "color" | "location" | "table" | "json" | "image" | "file" | "gallery" | "relation" | "reverse" | "member" | "group" | "repeat" | "blocks"; name: { ja: string; en: string }; help?: { ja: string; en: string }; note?: { ja: string; en: string }; placeholder?: { ja: string; en: string }; showIf?: Record<string, unknown>; requireIf?: Record<string, unknown>; required?: boolean; unique?: boolean; default?: unknown; localized?: boolean; filterable?: boolean; searchable?: { weight: "A" | "B" | "C" | "D" }; neverDelivered?: boolean; format?: "email" | "tel" | "url" | "postal_code"; pattern?: string; minLength?: number; maxLength?: number; integer?: boolean; min?: number; max?: number; options?: ({ value: string; name: { ja: string; en: string } })[]; delivered?: "value" | "both"; to?: (string)[]; accept?: ("image" | "video" | "audio" | "document" | "other")[]; many?: boolean; template?: string; of?: { type: string; field: string }; suggest?: { type: string; field: string }; fields?: (Record<string, unknown>)[]; kinds?: ({ use?: string; key?: string; name?: { ja: string; en: string }; fields?: (Record<string, unknown>)[] })[] }

export type File = { id: string; folder: string; name: string; path: string; url: string; public: boolean; alt: Record<string, string>; caption: Record<string, string>; credit: string; focal: ({ x: number; y: number } | null); tags: (string)[]; version: number; held: boolean; type: string; kind: "image" | "video" | "audio" | "document" | "other"; size: number; hash: string; width: (number | null); height: (number | null); placeholder: (string | null); trashedAt: (string | null); createdAt: string; updatedAt: string; etag: number }

export type FileChange = { name?: string; folder?: string; public?: boolean; alt?: Record<string, string>; caption?: Record<string, string>; credit?: string; focal?: ({ x: number; y: number } | null); tags?: (string)[] }

export type FileCopy = { name?: string; folder?: string; keepBoth?: boolean }

export type FileLink = { id: string; expiresAt: string; createdAt: string }

export type FileLinkInput = { expiresAt: string }

export type FileUnpack = { folder: string; private?: boolean; keepBoth?: boolean }

export type FileUsage = { files: number; bytes: number; earlier: { versions: number; bytes: number }; trash: { files: number; bytes: number } }

export type FileVersion = { version: number; type: string; kind: "image" | "video" | "audio" | "document" | "other"; size: number; hash: string; width: (number | null); height: (number | null); placeholder: (string | null); held: boolean; createdAt: string }

export type Folder = { path: string; name: string; files: number; bytes: number; view: ((string)[] | null); edit: ((string)[] | null); endings: ((string)[] | null); kinds: (("image" | "video" | "audio" | "document" | "other")[] | null); maxSize: (number | null); canEdit: boolean; etag: number }

export type FolderMove = { from: string; to: string }

export type FolderMoved = { files: number }

export type FolderRules = { path: string; view: ((string)[] | null); edit: ((string)[] | null); endings: ((string)[] | null); kinds: (("image" | "video" | "audio" | "document" | "other")[] | null); maxSize: (number | null) }

export type Grant = { permission: string; types?: (string)[]; own?: boolean; condition?: Record<string, unknown>; fields?: (string)[] }

export type Group = { id: string; key: string; name: { ja: string; en: string }; builtin: boolean; grants: (Grant)[]; members: number; etag: number }

export type GroupChange = { name: { ja: string; en: string }; grants: (Grant)[] }

export type Here = { writing: boolean }

export type ImageAddress = { url: string }

export type ImageLook = { w?: number; h?: number; fit?: "inside" | "cover" | "contain" | "fill"; crop?: "center" | "smart" | "focal"; format?: "auto" | "webp" | "avif" | "jpeg" | "png"; q?: number; blur?: number; rotate?: 90 | 180 | 270 }

export type ImagePreset = { key: string; look: ImageLook; createdAt: string; updatedAt: string; etag: number }

export type ImagePresetInput = { look: ImageLook }

export type ImageTransform = { preset?: string; w?: number; h?: number; fit?: "inside" | "cover" | "contain" | "fill"; crop?: "center" | "smart" | "focal"; format?: "auto" | "webp" | "avif" | "jpeg" | "png"; q?: number; blur?: number; rotate?: 90 | 180 | 270; dpr?: number }

export type Import = { id: string; type: string; options: { format?: "ndjson" | "csv" | "xlsx"; encoding?: "utf-8" | "cp932"; mode?: "upsert" | "create" | "update"; key?: string; mapping?: string; locale?: string; publish?: boolean; createMissing?: boolean }; status: "waiting" | "running" | "done" | "failed" | "cancelled"; dryRun: boolean; total: (number | null); done: number; created: number; updated: number; skipped: number; failed: number; error: (string | null); undo: ({ status: "waiting" | "running" | "done" | "failed"; done: number; kept: number; error: (string | null) } | null); canResume: boolean; hasRefused: boolean; canUndo: boolean; createdAt: string; startedAt: (string | null); finishedAt: (string | null) }

export type ImportPreview = { format: "ndjson" | "csv" | "xlsx"; encoding: ("utf-8" | "cp932" | null); byteOrderMark: boolean; rows: number; whole: boolean; fixed: boolean; columns: ({ number: number; name: string; samples: (string)[]; target: (string | null); known: boolean; nearest: (string | null) })[] }

export type InstanceInfo = { version: string; setUp: boolean; language: "ja" | "en" }

export type Job = { id: string; name: string; label: string; state: "waiting" | "running" | "retrying" | "dead"; attempts: number; maxAttempts: number; runAt: string; lastError: (string | null) }

export type Login = { site: string; email: string; password: string }

export type Member = { id: string; name: string; email: string; status: "active" | "suspended"; groups: (string)[]; createdAt: string; lastLoginAt: (string | null); etag: number }

export type MemberChange = { name?: string; email?: string; password?: string; status?: "active" | "suspended"; groups?: (string)[] }

export type MergeBody = { into: string }

export type Merging = { from: string; into: string; references: number }

export type MoveBody = { before?: string; after?: string; place?: "first" | "last"; parent?: (string | null) }

export type NewApi = { key: string; name: string; security: "open" | "token" | "member"; origins?: (string)[] }

export type NewApiToken = { name: string; scopes: (Scope)[]; expiresAt: string }

export type NewBulkAction = { type: string; ids?: (string)[]; filter?: Record<string, unknown>; search?: string; action: ({ kind: "publish" | "unpublish"; locales?: (string)[] } | { kind: "trash"; force?: boolean } | { kind: "set"; field: string; locale?: string; value: unknown }); start?: boolean }

export type NewEntry = { type: string; values: Record<string, unknown>; key?: (string | null); parent?: (string | null); position?: number; publish?: boolean }

export type NewFileLink = { id: string; expiresAt: string; createdAt: string; url: string }

export type NewFolder = { path: string }

export type NewGroup = { key: string; name: { ja: string; en: string }; grants: (Grant)[] }

export type NewMember = { name: string; email: string; password?: string; groups: (string)[] }

export type NewSavedView = { type: string; name: string; shared?: boolean; filter?: Record<string, unknown>; search?: string; sort?: string; columns?: (string)[] }

export type NewSchedule = { action: "publish" | "unpublish"; at: string; version?: number; locales?: ((string)[] | null) }

export type NewSite = { key: string; name: string; locales: (string)[]; defaultLocale: string; timeZone?: string; hosts?: (string)[] }

export type NewStaticToken = { name: string; expiresAt: string }

export type NewWebhook = { name: string; url: string; events: (string)[]; types?: ((string)[] | null); condition?: (Record<string, unknown> | null); payload?: ({ api: string; path: string } | null); active?: boolean }

export type Operation = { name: string; label: { ja: string; en: string }; does: { ja: string; en: string }; method: "GET" | "POST" | "PATCH" | "DELETE"; cacheable: boolean; needsType: boolean; writes: boolean; knownCallers: boolean; places: (string)[]; settings: (string)[]; parameters: ({ name: string; says: { ja: string; en: string } })[] }

export type Permission = { name: string; feature: string; label: { ja: string; en: string } }

export type PermissionExplained = { allowed: boolean; why: string; member: { id: string; name: string; status: string }; fields: ((string)[] | null); grants: ({ group: string; grant: Record<string, unknown>; holds: boolean; why: string })[] }

export type Presence = { etag: number; updatedAt: string; updatedBy: ({ id: string; name: (string | null) } | null); others: ({ id: string; name: (string | null); writing: boolean; since: string })[] }

export type Preview = { token: string; locale: string; expiresAt: string; url: (string | null) }

export type PreviewBody = { locale?: string; expiresAt?: string }

export type PublishOptions = { locales?: (string)[]; from?: (string | null); until?: (string | null) }

export type QueryExplained = { path: string; operation: string; status: number; cost: (string | null); statements: ({ sql: string; ms: number; rows: number; steps: ({ node: string; table: (string | null); index: (string | null); rows: number })[]; hints: (string)[] })[] }

export type RecentCalls = { since: string; calls: ({ id: string; at: string; method: string; address: string; endpoint: (string | null); status: number; cache: ("hit" | "miss" | null); ms: number; bytes: number })[] }

export type RecoverBody = { key?: (string | null); live?: boolean }

export type Reference = { id: string; title: string; type: string; field: string }

export type RefusalExplained = { at: string; door: "console" | "site"; method: string; path: string; status: number; code: string; why: string; errors: ({ path: string; code: string; message: string })[] }

export type RestoreApiBody = { version: number }

export type RestoreBody = { version: number; fields?: ({ field: string; locale?: string })[] }

export type Reverse = { count: number; entries: (Reference)[] }

export type Rule = { if?: Record<string, unknown>; must: Record<string, unknown>; message: { ja: string; en: string }; path?: string }

export type SampleLeft = { entries: number }

export type SampleRemoved = { entries: number; kept: (string)[] }

export type SavedView = { id: string; type: string; name: string; shared: boolean; filter: Record<string, unknown>; search: (string | null); sort: (string | null); columns: ((string)[] | null); own: boolean; can: { update: boolean }; etag: number }

export type SavedViewSettings = { name: string; shared?: boolean; filter?: Record<string, unknown>; search?: string; sort?: string; columns?: (string)[] }

export type Schedule = { id: string; entry: { id: string; title: string; type: string }; action: "publish" | "unpublish"; version: (number | null); locales: ((string)[] | null); at: string; status: "waiting" | "done" | "failed"; errors: ({ path: string; code: string; message: string })[]; createdAt: string; createdBy: (string | null); endedAt: (string | null); etag: number }

export type ScheduleChange = { at?: string; version?: number; locales?: ((string)[] | null) }

export type Scope = { permission: string; types?: (string)[] }

export type SearchHit = { entry: Entry; snippet: string; marks: ((number)[])[]; score: number }

export type Session = { member: { id: string; name: string; email: string; siteKey: string }; sites: (SessionSite)[]; operator: boolean; expiresAt: string }

export type SessionLine = { id: string; createdAt: string; lastSeenAt: string; expiresAt: string; ip: string; userAgent: string; current: boolean }

export type SessionSite = { key: string; name: string; locales: (string)[]; defaultLocale: string; timeZone: string; permissions: (string)[] }

export type Setup = { token: string; name: string; email: string; password: string }

export type SetupLink = { site: { key: string; name: string }; expiresAt: string }

export type Site = { id: string; key: string; name: string; home: boolean; locales: (string)[]; defaultLocale: string; timeZone: string; hosts: (string)[]; previewUrls: Record<string, string>; etag: number }

export type SiteAnswer = { status: number; ms: number; bytes: number; headers: Record<string, string>; body: string; cut: boolean; cache: ("hit" | "miss" | null); requestId: string }

export type SiteChange = { name?: string; locales?: (string)[]; defaultLocale?: string; timeZone?: string; hosts?: (string)[]; previewUrls?: Record<string, string> }

export type StaticToken = { id: string; name: string; prefix: string; createdAt: string; expiresAt: string; lastUsedAt: (string | null); token?: string }

export type SuggestBody = { type: string }

export type Synonyms = { groups: ((string)[])[]; etag: number }

export type SynonymsBody = { groups: ((string)[])[] }

export type TrashedEntry = { id: string; number: number; type: string; key: (string | null); title: string; wasLive: boolean; trashedAt: string; trashedBy: (string | null); purgeAt: string; can: { restore: boolean; publish: boolean } }

export type TrialAnswer = { status: number; ms: number; bytes: number; headers: Record<string, string>; body: string; cut: boolean; cost: (string | null); statements: ({ sql: string; ms: number; rows: number; steps: ({ node: string; table: (string | null); index: (string | null); rows: number })[]; hints: (string)[] })[] }

export type Upload = { id: string; state: "open" | "refused" | "done"; name: string; folder: string; length: number; offset: number; file: (string | null); problem: ({ code: string; params: Record<string, unknown> } | null); createdAt: string; expiresAt: string }

export type UploadFinish = { name?: string; folder?: string; keepBoth?: boolean }

export type UploadPart = { part: number; start: number; bytes: number; url: string; expiresAt: string }

export type UploadParts = { partBytes: number; arrived: (number)[] }

export type UploadPartsInput = { parts: (number)[] }

export type UploadedFile = { id: string; folder: string; name: string; path: string; url: string; public: boolean; alt: Record<string, string>; caption: Record<string, string>; credit: string; focal: ({ x: number; y: number } | null); tags: (string)[]; version: number; held: boolean; type: string; kind: "image" | "video" | "audio" | "document" | "other"; size: number; hash: string; width: (number | null); height: (number | null); placeholder: (string | null); trashedAt: (string | null); createdAt: string; updatedAt: string; etag: number; waits: boolean; sameAs: (string)[] }

export type Verification = { ok: boolean; records: number; waiting: number; seals: number; sealedUpTo: (string | null); firstBad?: { sequence: number; reason: string } }

export type Version = { version: number; kind: "save" | "publish" | "restore" | "import"; at: string; by: ({ id: string; name: (string | null) } | null); note: (string | null); live: boolean; open: boolean; values?: Record<string, unknown> }

export type WaitingSchedule = { id: string; action: "publish" | "unpublish"; version: (number | null); locales: ((string)[] | null); at: string; etag: number }

export type Webhook = { id: string; name: string; url: string; events: (string)[]; types: ((string)[] | null); condition: (Record<string, unknown> | null); payload: ({ api: string; path: string } | null); active: boolean; failingSince: (string | null); previousSecretUntil: (string | null); secret?: string; createdAt: string; etag: number }

export type WebhookDelivery = { id: string; event: string; subject: string; status: "waiting" | "done" | "retrying" | "dead"; attempts: number; responseStatus: (number | null); responseText: (string | null); error: ("http_status" | "timeout" | "no_connection" | null); durationMs: (number | null); createdAt: string; triedAt: (string | null); body?: string }

export type Problem = { type: string; title: string; status: number; code: string; detail: string; requestId: string; errors?: ({ path: string; code: string; params?: Record<string, unknown>; message: string })[] }

export type Operations = {
  'api-tokens.create': { params: { site: string }; query: {  }; body: NewApiToken; reply: { data: ApiToken; meta?: Record<string, unknown> } }
  'api-tokens.list': { params: { site: string }; query: {  }; body: never; reply: { data: (ApiToken)[]; meta?: Record<string, unknown> } }
  'api-tokens.revoke': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'apis.calls': { params: { site: string; api: string }; query: {  }; body: never; reply: { data: RecentCalls; meta?: Record<string, unknown> } }
  'apis.copy': { params: { site: string; api: string }; query: {  }; body: CopyApiBody; reply: { data: Api; meta?: Record<string, unknown> } }
  'apis.create': { params: { site: string }; query: {  }; body: NewApi; reply: { data: Api; meta?: Record<string, unknown> } }
  'apis.delete': { params: { site: string; api: string }; query: {  }; body: never; reply: undefined }
  'apis.get': { params: { site: string; api: string }; query: {  }; body: never; reply: { data: Api; meta?: Record<string, unknown> } }
  'apis.list': { params: { site: string }; query: {  }; body: never; reply: { data: (Api)[]; meta?: Record<string, unknown> } }
  'apis.restore': { params: { site: string; api: string }; query: {  }; body: RestoreApiBody; reply: { data: Api; meta?: Record<string, unknown> } }
  'apis.update': { params: { site: string; api: string }; query: {  }; body: ApiChange; reply: { data: Api; meta?: Record<string, unknown> } }
  'apis.usage': { params: { site: string; api: string }; query: {  }; body: never; reply: { data: (EndpointUsage)[]; meta?: Record<string, unknown> } }
  'apis.versions': { params: { site: string; api: string }; query: {  }; body: never; reply: { data: (ApiVersion)[]; meta?: Record<string, unknown> } }
  'audit.list': { params: { site: string }; query: { size?: number; after?: string; action?: string; member?: string; subjectType?: string; subject?: string; from?: string; before?: string }; body: never; reply: { data: (AuditRecord)[]; meta?: Record<string, unknown> } }
  'audit.verify': { params: { site: string }; query: {  }; body: never; reply: { data: Verification; meta?: Record<string, unknown> } }
  'block-kinds.create': { params: { site: string }; query: {  }; body: BlockKindDefinition; reply: { data: BlockKind; meta?: Record<string, unknown> } }
  'block-kinds.delete': { params: { site: string; kind: string }; query: {  }; body: never; reply: undefined }
  'block-kinds.get': { params: { site: string; kind: string }; query: {  }; body: never; reply: { data: BlockKind; meta?: Record<string, unknown> } }
  'block-kinds.list': { params: { site: string }; query: {  }; body: never; reply: { data: (BlockKind)[]; meta?: Record<string, unknown> } }
  'block-kinds.plan': { params: { site: string; kind: string }; query: {  }; body: BlockKindDefinition; reply: { data: (ChangeStep)[]; meta?: Record<string, unknown> } }
  'block-kinds.update': { params: { site: string; kind: string }; query: { convert?: boolean; destructive?: boolean }; body: BlockKindDefinition; reply: { data: BlockKind; meta?: Record<string, unknown> } }
  'bulk-actions.cancel': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: BulkAction; meta?: Record<string, unknown> } }
  'bulk-actions.create': { params: { site: string }; query: {  }; body: NewBulkAction; reply: { data: BulkAction; meta?: Record<string, unknown> } }
  'bulk-actions.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: BulkAction; meta?: Record<string, unknown> } }
  'bulk-actions.list': { params: { site: string }; query: {  }; body: never; reply: { data: (BulkAction)[]; meta?: Record<string, unknown> } }
  'bulk-actions.results': { params: { site: string; id: string }; query: { only?: "done" | "skipped" | "refused" }; body: never; reply: Response }
  'bulk-actions.start': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: BulkAction; meta?: Record<string, unknown> } }
  'bulk-actions.undo': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: BulkAction; meta?: Record<string, unknown> } }
  'cache.explain': { params: { site: string }; query: { url: string }; body: never; reply: { data: Explanation; meta?: Record<string, unknown> } }
  'content-types.create': { params: { site: string }; query: {  }; body: ContentTypeDefinition; reply: { data: ContentType; meta?: Record<string, unknown> } }
  'content-types.delete': { params: { site: string; type: string }; query: {  }; body: never; reply: undefined }
  'content-types.get': { params: { site: string; type: string }; query: {  }; body: never; reply: { data: ContentType; meta?: Record<string, unknown> } }
  'content-types.list': { params: { site: string }; query: {  }; body: never; reply: { data: (ContentType)[]; meta?: Record<string, unknown> } }
  'content-types.plan': { params: { site: string; type: string }; query: {  }; body: ContentTypeDefinition; reply: { data: (ChangeStep)[]; meta?: Record<string, unknown> } }
  'content-types.update': { params: { site: string; type: string }; query: { convert?: boolean; destructive?: boolean }; body: ContentTypeDefinition; reply: { data: ContentType; meta?: Record<string, unknown> } }
  'endpoints.create': { params: { site: string; api: string }; query: {  }; body: EndpointInput; reply: { data: Endpoint; meta?: Record<string, unknown> } }
  'endpoints.delete': { params: { site: string; api: string; id: string }; query: {  }; body: never; reply: undefined }
  'endpoints.get': { params: { site: string; api: string; id: string }; query: {  }; body: never; reply: { data: Endpoint; meta?: Record<string, unknown> } }
  'endpoints.list': { params: { site: string; api: string }; query: {  }; body: never; reply: { data: (Endpoint)[]; meta?: Record<string, unknown> } }
  'endpoints.suggest': { params: { site: string; api: string }; query: {  }; body: SuggestBody; reply: { data: (Endpoint)[]; meta?: Record<string, unknown> } }
  'endpoints.update': { params: { site: string; api: string; id: string }; query: {  }; body: EndpointInput; reply: { data: Endpoint; meta?: Record<string, unknown> } }
  'entries.compare': { params: { site: string; id: string }; query: { from: number; to: number }; body: never; reply: { data: (Difference)[]; meta?: Record<string, unknown> } }
  'entries.copy': { params: { site: string; id: string }; query: {  }; body: CopyEntryBody; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.count-up': { params: { site: string; id: string; field: string }; query: {  }; body: CountBody; reply: { data: Counted; meta?: Record<string, unknown> } }
  'entries.create': { params: { site: string }; query: { validate?: "only" }; body: NewEntry; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.delete': { params: { site: string; id: string }; query: { force?: boolean }; body: never; reply: undefined }
  'entries.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.here': { params: { site: string; id: string }; query: {  }; body: Here; reply: { data: Presence; meta?: Record<string, unknown> } }
  'entries.leave': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'entries.list': { params: { site: string }; query: { type: string; stage?: "work" | "live"; search?: string; filter?: Record<string, unknown>; sort?: string; fields?: string; page?: { size?: number; after?: string }; count?: "exact" | "estimated"; locale?: string; fallback?: "none" | "default" }; body: never; reply: { data: (Entry)[]; meta?: Record<string, unknown> } }
  'entries.merge': { params: { site: string; id: string }; query: {  }; body: MergeBody; reply: { data: Merging; meta?: Record<string, unknown> } }
  'entries.move': { params: { site: string; id: string }; query: {  }; body: MoveBody; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.preview': { params: { site: string; id: string }; query: {  }; body: PreviewBody; reply: { data: Preview; meta?: Record<string, unknown> } }
  'entries.publish': { params: { site: string; id: string }; query: {  }; body: PublishOptions; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.query': { params: { site: string }; query: {  }; body: { type: string; stage?: "work" | "live"; search?: string; filter?: Record<string, unknown>; sort?: string; fields?: string; page?: { size?: number; after?: string }; count?: "exact" | "estimated"; locale?: string; fallback?: "none" | "default" }; reply: { data: (Entry)[]; meta?: Record<string, unknown> } }
  'entries.references': { params: { site: string; id: string }; query: { size?: number; after?: string }; body: never; reply: { data: (Reference)[]; meta?: Record<string, unknown> } }
  'entries.restore': { params: { site: string; id: string }; query: {  }; body: RestoreBody; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.reverse': { params: { site: string; id: string; field: string }; query: {  }; body: never; reply: { data: Reverse; meta?: Record<string, unknown> } }
  'entries.schedule': { params: { site: string; id: string }; query: {  }; body: NewSchedule; reply: { data: Schedule; meta?: Record<string, unknown> } }
  'entries.suggestions': { params: { site: string }; query: { type: string; field: string; q?: string; locale?: string; size?: number }; body: never; reply: { data: (string)[]; meta?: Record<string, unknown> } }
  'entries.unpublish': { params: { site: string; id: string }; query: { locales?: (string)[] }; body: never; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.update': { params: { site: string; id: string }; query: {  }; body: EntryChange; reply: { data: Entry; meta?: Record<string, unknown> } }
  'entries.version': { params: { site: string; id: string; version: string }; query: {  }; body: never; reply: { data: Version; meta?: Record<string, unknown> } }
  'entries.versions': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: (Version)[]; meta?: Record<string, unknown> } }
  'explain.call': { params: { site: string }; query: {  }; body: ExplainCallBody; reply: { data: SiteAnswer; meta?: Record<string, unknown> } }
  'explain.permission': { params: { site: string }; query: { member: string; permission: string; type?: string; entry?: string }; body: never; reply: { data: PermissionExplained; meta?: Record<string, unknown> } }
  'explain.query': { params: { site: string }; query: {  }; body: ExplainQueryBody; reply: { data: QueryExplained; meta?: Record<string, unknown> } }
  'explain.refusal': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: RefusalExplained; meta?: Record<string, unknown> } }
  'explain.trial': { params: { site: string }; query: {  }; body: ExplainTrialBody; reply: { data: TrialAnswer; meta?: Record<string, unknown> } }
  'exports.entries': { params: { site: string }; query: { type: string; stage?: "work" | "live"; format?: "ndjson" | "csv" | "xlsx"; encoding?: "utf-8" | "cp932"; filter?: string; search?: string; fields?: string; relations?: "keys" | "ids"; report?: "unmapped" }; body: never; reply: Response }
  'files.archive': { params: { site: string }; query: { folder?: string; ids?: string }; body: never; reply: Response }
  'files.content': { params: { site: string; id: string }; query: {  }; body: never; reply: Response }
  'files.copy': { params: { site: string; id: string }; query: {  }; body: FileCopy; reply: { data: UploadedFile; meta?: Record<string, unknown> } }
  'files.create-link': { params: { site: string; id: string }; query: {  }; body: FileLinkInput; reply: { data: NewFileLink; meta?: Record<string, unknown> } }
  'files.delete': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'files.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: File; meta?: Record<string, unknown> } }
  'files.image-address': { params: { site: string; id: string }; query: {  }; body: ImageTransform; reply: { data: ImageAddress; meta?: Record<string, unknown> } }
  'files.links': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: (FileLink)[]; meta?: Record<string, unknown> } }
  'files.list': { params: { site: string }; query: { folder?: string; path?: string; kind?: "image" | "video" | "audio" | "document" | "other"; tag?: string; q?: string; trashed?: boolean; direct?: boolean; withoutAlt?: string; sort?: "-createdAt" | "createdAt" | "name" | "-name" | "size" | "-size"; size?: number; after?: string }; body: never; reply: { data: (File)[]; meta?: Record<string, unknown> } }
  'files.purge': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'files.references': { params: { site: string; id: string }; query: { size?: number; after?: string }; body: never; reply: { data: (Reference)[]; meta?: Record<string, unknown> } }
  'files.replace': { params: { site: string; id: string }; query: {  }; body: string | Blob | ReadableStream; reply: { data: UploadedFile; meta?: Record<string, unknown> } }
  'files.restore': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: File; meta?: Record<string, unknown> } }
  'files.restore-version': { params: { site: string; id: string; version: string }; query: {  }; body: never; reply: { data: File; meta?: Record<string, unknown> } }
  'files.revoke-link': { params: { site: string; id: string; link: string }; query: {  }; body: never; reply: undefined }
  'files.thumbnail': { params: { site: string; id: string }; query: { v?: number }; body: never; reply: Response }
  'files.unpack': { params: { site: string; id: string }; query: {  }; body: FileUnpack; reply: Response }
  'files.update': { params: { site: string; id: string }; query: {  }; body: FileChange; reply: { data: File; meta?: Record<string, unknown> } }
  'files.upload': { params: { site: string }; query: { name?: string; folder?: string; private?: boolean; keepBoth?: boolean }; body: string | Blob | ReadableStream; reply: { data: UploadedFile; meta?: Record<string, unknown> } }
  'files.usage': { params: { site: string }; query: {  }; body: never; reply: { data: FileUsage; meta?: Record<string, unknown> } }
  'files.version-content': { params: { site: string; id: string; version: string }; query: {  }; body: never; reply: Response }
  'files.versions': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: (FileVersion)[]; meta?: Record<string, unknown> } }
  'folders.create': { params: { site: string }; query: {  }; body: NewFolder; reply: { data: Folder; meta?: Record<string, unknown> } }
  'folders.delete': { params: { site: string }; query: { path: string }; body: never; reply: undefined }
  'folders.list': { params: { site: string }; query: { under?: string; size?: number; after?: string }; body: never; reply: { data: (Folder)[]; meta?: Record<string, unknown> } }
  'folders.move': { params: { site: string }; query: {  }; body: FolderMove; reply: { data: FolderMoved; meta?: Record<string, unknown> } }
  'folders.update': { params: { site: string }; query: {  }; body: FolderRules; reply: { data: Folder; meta?: Record<string, unknown> } }
  'groups.create': { params: { site: string }; query: {  }; body: NewGroup; reply: { data: Group; meta?: Record<string, unknown> } }
  'groups.delete': { params: { site: string; group: string }; query: {  }; body: never; reply: undefined }
  'groups.get': { params: { site: string; group: string }; query: {  }; body: never; reply: { data: Group; meta?: Record<string, unknown> } }
  'groups.list': { params: { site: string }; query: {  }; body: never; reply: { data: (Group)[]; meta?: Record<string, unknown> } }
  'groups.update': { params: { site: string; group: string }; query: {  }; body: GroupChange; reply: { data: Group; meta?: Record<string, unknown> } }
  'image-presets.delete': { params: { site: string; key: string }; query: {  }; body: never; reply: undefined }
  'image-presets.list': { params: { site: string }; query: {  }; body: never; reply: { data: (ImagePreset)[]; meta?: Record<string, unknown> } }
  'image-presets.put': { params: { site: string; key: string }; query: {  }; body: ImagePresetInput; reply: { data: ImagePreset; meta?: Record<string, unknown> } }
  'imports.cancel': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Import; meta?: Record<string, unknown> } }
  'imports.create': { params: { site: string }; query: { format?: "ndjson" | "csv" | "xlsx"; encoding?: "utf-8" | "cp932"; mode?: "upsert" | "create" | "update"; key?: string; mapping?: string; locale?: string; publish?: boolean; createMissing?: boolean; type: string; dryRun?: boolean }; body: string | Blob | ReadableStream; reply: { data: Import; meta?: Record<string, unknown> } }
  'imports.errors': { params: { site: string; id: string }; query: {  }; body: never; reply: Response }
  'imports.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Import; meta?: Record<string, unknown> } }
  'imports.kept': { params: { site: string; id: string }; query: {  }; body: never; reply: Response }
  'imports.list': { params: { site: string }; query: {  }; body: never; reply: { data: (Import)[]; meta?: Record<string, unknown> } }
  'imports.preview': { params: { site: string }; query: { type: string; format?: "ndjson" | "csv" | "xlsx"; encoding?: "utf-8" | "cp932" }; body: string | Blob | ReadableStream; reply: { data: ImportPreview; meta?: Record<string, unknown> } }
  'imports.refused': { params: { site: string; id: string }; query: {  }; body: never; reply: Response }
  'imports.resume': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Import; meta?: Record<string, unknown> } }
  'imports.undo': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Import; meta?: Record<string, unknown> } }
  'instance.info': { params: {  }; query: {  }; body: never; reply: { data: InstanceInfo; meta?: Record<string, unknown> } }
  'jobs.cancel': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'jobs.list': { params: { site: string }; query: { state?: "waiting" | "running" | "retrying" | "dead" }; body: never; reply: { data: (Job)[]; meta?: Record<string, unknown> } }
  'jobs.retry': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'members.create': { params: { site: string }; query: {  }; body: NewMember; reply: { data: Member; meta?: Record<string, unknown> } }
  'members.delete': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'members.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Member; meta?: Record<string, unknown> } }
  'members.list': { params: { site: string }; query: { search?: string; group?: string; size?: number; after?: string }; body: never; reply: { data: (Member)[]; meta?: Record<string, unknown> } }
  'members.update': { params: { site: string; id: string }; query: {  }; body: MemberChange; reply: { data: Member; meta?: Record<string, unknown> } }
  'operations.list': { params: { site: string }; query: {  }; body: never; reply: { data: (Operation)[]; meta?: Record<string, unknown> } }
  'permissions.list': { params: {  }; query: {  }; body: never; reply: { data: (Permission)[]; meta?: Record<string, unknown> } }
  'sample.get': { params: { site: string }; query: {  }; body: never; reply: { data: SampleLeft; meta?: Record<string, unknown> } }
  'sample.remove': { params: { site: string }; query: {  }; body: never; reply: { data: SampleRemoved; meta?: Record<string, unknown> } }
  'saved-views.create': { params: { site: string }; query: {  }; body: NewSavedView; reply: { data: SavedView; meta?: Record<string, unknown> } }
  'saved-views.delete': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'saved-views.list': { params: { site: string }; query: { type?: string }; body: never; reply: { data: (SavedView)[]; meta?: Record<string, unknown> } }
  'saved-views.update': { params: { site: string; id: string }; query: {  }; body: SavedViewSettings; reply: { data: SavedView; meta?: Record<string, unknown> } }
  'schedules.cancel': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'schedules.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Schedule; meta?: Record<string, unknown> } }
  'schedules.list': { params: { site: string }; query: { status?: "waiting" | "done" | "failed"; type?: string; entry?: string; size?: number; after?: string }; body: never; reply: { data: (Schedule)[]; meta?: Record<string, unknown> } }
  'schedules.update': { params: { site: string; id: string }; query: {  }; body: ScheduleChange; reply: { data: Schedule; meta?: Record<string, unknown> } }
  'search-synonyms.get': { params: { site: string }; query: {  }; body: never; reply: { data: Synonyms; meta?: Record<string, unknown> } }
  'search-synonyms.update': { params: { site: string }; query: {  }; body: SynonymsBody; reply: { data: Synonyms; meta?: Record<string, unknown> } }
  'search.entries': { params: { site: string }; query: { q: string; type?: string; locale?: string; size?: number }; body: never; reply: { data: (SearchHit)[]; meta?: Record<string, unknown> } }
  'sessions.create': { params: {  }; query: {  }; body: Login; reply: { data: Session; meta?: Record<string, unknown> } }
  'sessions.current': { params: {  }; query: {  }; body: never; reply: { data: Session; meta?: Record<string, unknown> } }
  'sessions.end': { params: {  }; query: {  }; body: never; reply: undefined }
  'sessions.list': { params: { site: string }; query: { member?: string }; body: never; reply: { data: (SessionLine)[]; meta?: Record<string, unknown> } }
  'sessions.revoke': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'setup.complete': { params: {  }; query: {  }; body: Setup; reply: { data: Session; meta?: Record<string, unknown> } }
  'setup.show': { params: {  }; query: { token: string }; body: never; reply: { data: SetupLink; meta?: Record<string, unknown> } }
  'sites.create': { params: {  }; query: {  }; body: NewSite; reply: { data: Site; meta?: Record<string, unknown> } }
  'sites.get': { params: { site: string }; query: {  }; body: never; reply: { data: Site; meta?: Record<string, unknown> } }
  'sites.list': { params: {  }; query: {  }; body: never; reply: { data: (Site)[]; meta?: Record<string, unknown> } }
  'sites.update': { params: { site: string }; query: {  }; body: SiteChange; reply: { data: Site; meta?: Record<string, unknown> } }
  'static-tokens.create': { params: { site: string; api: string }; query: {  }; body: NewStaticToken; reply: { data: StaticToken; meta?: Record<string, unknown> } }
  'static-tokens.list': { params: { site: string; api: string }; query: {  }; body: never; reply: { data: (StaticToken)[]; meta?: Record<string, unknown> } }
  'static-tokens.revoke': { params: { site: string; api: string; id: string }; query: {  }; body: never; reply: undefined }
  'trash.list': { params: { site: string }; query: { type?: string; size?: number; after?: string }; body: never; reply: { data: (TrashedEntry)[]; meta?: Record<string, unknown> } }
  'trash.purge': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'trash.recover': { params: { site: string; id: string }; query: {  }; body: RecoverBody; reply: { data: Entry; meta?: Record<string, unknown> } }
  'uploads.append': { params: { site: string; id: string }; query: {  }; body: string | Blob | ReadableStream; reply: undefined }
  'uploads.cancel': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'uploads.create': { params: { site: string }; query: {  }; body: never; reply: { data: Upload; meta?: Record<string, unknown> } }
  'uploads.finish': { params: { site: string; id: string }; query: {  }; body: UploadFinish; reply: { data: UploadedFile; meta?: Record<string, unknown> } }
  'uploads.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Upload; meta?: Record<string, unknown> } }
  'uploads.options': { params: { site: string }; query: {  }; body: never; reply: undefined }
  'uploads.parts': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: UploadParts; meta?: Record<string, unknown> } }
  'uploads.sign-parts': { params: { site: string; id: string }; query: {  }; body: UploadPartsInput; reply: { data: (UploadPart)[]; meta?: Record<string, unknown> } }
  'webhooks.create': { params: { site: string }; query: {  }; body: NewWebhook; reply: { data: Webhook; meta?: Record<string, unknown> } }
  'webhooks.delete': { params: { site: string; id: string }; query: {  }; body: never; reply: undefined }
  'webhooks.deliveries': { params: { site: string; id: string }; query: { status?: "waiting" | "done" | "retrying" | "dead"; after?: string; size?: number }; body: never; reply: { data: (WebhookDelivery)[]; meta?: Record<string, unknown> } }
  'webhooks.delivery': { params: { site: string; id: string; delivery: string }; query: {  }; body: never; reply: { data: WebhookDelivery; meta?: Record<string, unknown> } }
  'webhooks.get': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Webhook; meta?: Record<string, unknown> } }
  'webhooks.list': { params: { site: string }; query: {  }; body: never; reply: { data: (Webhook)[]; meta?: Record<string, unknown> } }
  'webhooks.replay': { params: { site: string; id: string; delivery: string }; query: {  }; body: never; reply: { data: WebhookDelivery; meta?: Record<string, unknown> } }
  'webhooks.rotate': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: Webhook; meta?: Record<string, unknown> } }
  'webhooks.test': { params: { site: string; id: string }; query: {  }; body: never; reply: { data: WebhookDelivery; meta?: Record<string, unknown> } }
  'webhooks.update': { params: { site: string; id: string }; query: {  }; body: NewWebhook; reply: { data: Webhook; meta?: Record<string, unknown> } }
}

export const operations = {
  'api-tokens.create': {"method":"POST","path":"/manage/v1/sites/{site}/api-tokens"},
  'api-tokens.list': {"method":"GET","path":"/manage/v1/sites/{site}/api-tokens"},
  'api-tokens.revoke': {"method":"DELETE","path":"/manage/v1/sites/{site}/api-tokens/{id}"},
  'apis.calls': {"method":"GET","path":"/manage/v1/sites/{site}/apis/{api}/calls"},
  'apis.copy': {"method":"POST","path":"/manage/v1/sites/{site}/apis/{api}/copy"},
  'apis.create': {"method":"POST","path":"/manage/v1/sites/{site}/apis"},
  'apis.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/apis/{api}"},
  'apis.get': {"method":"GET","path":"/manage/v1/sites/{site}/apis/{api}"},
  'apis.list': {"method":"GET","path":"/manage/v1/sites/{site}/apis"},
  'apis.restore': {"method":"POST","path":"/manage/v1/sites/{site}/apis/{api}/restore"},
  'apis.update': {"method":"PATCH","path":"/manage/v1/sites/{site}/apis/{api}"},
  'apis.usage': {"method":"GET","path":"/manage/v1/sites/{site}/apis/{api}/usage"},
  'apis.versions': {"method":"GET","path":"/manage/v1/sites/{site}/apis/{api}/versions"},
  'audit.list': {"method":"GET","path":"/manage/v1/sites/{site}/audit"},
  'audit.verify': {"method":"POST","path":"/manage/v1/sites/{site}/audit/verify"},
  'block-kinds.create': {"method":"POST","path":"/manage/v1/sites/{site}/block-kinds"},
  'block-kinds.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/block-kinds/{kind}"},
  'block-kinds.get': {"method":"GET","path":"/manage/v1/sites/{site}/block-kinds/{kind}"},
  'block-kinds.list': {"method":"GET","path":"/manage/v1/sites/{site}/block-kinds"},
  'block-kinds.plan': {"method":"POST","path":"/manage/v1/sites/{site}/block-kinds/{kind}/plan"},
  'block-kinds.update': {"method":"PUT","path":"/manage/v1/sites/{site}/block-kinds/{kind}"},
  'bulk-actions.cancel': {"method":"POST","path":"/manage/v1/sites/{site}/bulk-actions/{id}/cancel"},
  'bulk-actions.create': {"method":"POST","path":"/manage/v1/sites/{site}/entries/bulk"},
  'bulk-actions.get': {"method":"GET","path":"/manage/v1/sites/{site}/bulk-actions/{id}"},
  'bulk-actions.list': {"method":"GET","path":"/manage/v1/sites/{site}/bulk-actions"},
  'bulk-actions.results': {"method":"GET","path":"/manage/v1/sites/{site}/bulk-actions/{id}/results","sends":"application/x-ndjson"},
  'bulk-actions.start': {"method":"POST","path":"/manage/v1/sites/{site}/bulk-actions/{id}/start"},
  'bulk-actions.undo': {"method":"POST","path":"/manage/v1/sites/{site}/bulk-actions/{id}/undo"},
  'cache.explain': {"method":"GET","path":"/manage/v1/sites/{site}/cache/explain"},
  'content-types.create': {"method":"POST","path":"/manage/v1/sites/{site}/content-types"},
  'content-types.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/content-types/{type}"},
  'content-types.get': {"method":"GET","path":"/manage/v1/sites/{site}/content-types/{type}"},
  'content-types.list': {"method":"GET","path":"/manage/v1/sites/{site}/content-types"},
  'content-types.plan': {"method":"POST","path":"/manage/v1/sites/{site}/content-types/{type}/plan"},
  'content-types.update': {"method":"PUT","path":"/manage/v1/sites/{site}/content-types/{type}"},
  'endpoints.create': {"method":"POST","path":"/manage/v1/sites/{site}/apis/{api}/endpoints"},
  'endpoints.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/apis/{api}/endpoints/{id}"},
  'endpoints.get': {"method":"GET","path":"/manage/v1/sites/{site}/apis/{api}/endpoints/{id}"},
  'endpoints.list': {"method":"GET","path":"/manage/v1/sites/{site}/apis/{api}/endpoints"},
  'endpoints.suggest': {"method":"POST","path":"/manage/v1/sites/{site}/apis/{api}/endpoints/suggest"},
  'endpoints.update': {"method":"PUT","path":"/manage/v1/sites/{site}/apis/{api}/endpoints/{id}"},
  'entries.compare': {"method":"GET","path":"/manage/v1/sites/{site}/entries/{id}/compare"},
  'entries.copy': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/copy"},
  'entries.count-up': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/counters/{field}"},
  'entries.create': {"method":"POST","path":"/manage/v1/sites/{site}/entries"},
  'entries.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/entries/{id}"},
  'entries.get': {"method":"GET","path":"/manage/v1/sites/{site}/entries/{id}"},
  'entries.here': {"method":"PUT","path":"/manage/v1/sites/{site}/entries/{id}/presence"},
  'entries.leave': {"method":"DELETE","path":"/manage/v1/sites/{site}/entries/{id}/presence"},
  'entries.list': {"method":"GET","path":"/manage/v1/sites/{site}/entries"},
  'entries.merge': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/merge"},
  'entries.move': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/move"},
  'entries.preview': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/preview"},
  'entries.publish': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/publish"},
  'entries.query': {"method":"POST","path":"/manage/v1/sites/{site}/entries/query"},
  'entries.references': {"method":"GET","path":"/manage/v1/sites/{site}/entries/{id}/references"},
  'entries.restore': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/restore"},
  'entries.reverse': {"method":"GET","path":"/manage/v1/sites/{site}/entries/{id}/reverse/{field}"},
  'entries.schedule': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/schedules"},
  'entries.suggestions': {"method":"GET","path":"/manage/v1/sites/{site}/entries/suggestions"},
  'entries.unpublish': {"method":"POST","path":"/manage/v1/sites/{site}/entries/{id}/unpublish"},
  'entries.update': {"method":"PATCH","path":"/manage/v1/sites/{site}/entries/{id}"},
  'entries.version': {"method":"GET","path":"/manage/v1/sites/{site}/entries/{id}/versions/{version}"},
  'entries.versions': {"method":"GET","path":"/manage/v1/sites/{site}/entries/{id}/versions"},
  'explain.call': {"method":"POST","path":"/manage/v1/sites/{site}/explain/call"},
  'explain.permission': {"method":"GET","path":"/manage/v1/sites/{site}/explain/permission"},
  'explain.query': {"method":"POST","path":"/manage/v1/sites/{site}/explain/query"},
  'explain.refusal': {"method":"GET","path":"/manage/v1/sites/{site}/explain/refusals/{id}"},
  'explain.trial': {"method":"POST","path":"/manage/v1/sites/{site}/explain/trial"},
  'exports.entries': {"method":"GET","path":"/manage/v1/sites/{site}/exports/entries","sends":"application/x-ndjson"},
  'files.archive': {"method":"GET","path":"/manage/v1/sites/{site}/file-archive","sends":"application/zip"},
  'files.content': {"method":"GET","path":"/manage/v1/sites/{site}/files/{id}/content","sends":"application/octet-stream"},
  'files.copy': {"method":"POST","path":"/manage/v1/sites/{site}/files/{id}/copy"},
  'files.create-link': {"method":"POST","path":"/manage/v1/sites/{site}/files/{id}/links"},
  'files.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/files/{id}"},
  'files.get': {"method":"GET","path":"/manage/v1/sites/{site}/files/{id}"},
  'files.image-address': {"method":"POST","path":"/manage/v1/sites/{site}/files/{id}/image-address"},
  'files.links': {"method":"GET","path":"/manage/v1/sites/{site}/files/{id}/links"},
  'files.list': {"method":"GET","path":"/manage/v1/sites/{site}/files"},
  'files.purge': {"method":"POST","path":"/manage/v1/sites/{site}/files/{id}/purge"},
  'files.references': {"method":"GET","path":"/manage/v1/sites/{site}/files/{id}/references"},
  'files.replace': {"method":"PUT","path":"/manage/v1/sites/{site}/files/{id}/content"},
  'files.restore': {"method":"POST","path":"/manage/v1/sites/{site}/files/{id}/restore"},
  'files.restore-version': {"method":"POST","path":"/manage/v1/sites/{site}/files/{id}/versions/{version}/restore"},
  'files.revoke-link': {"method":"DELETE","path":"/manage/v1/sites/{site}/files/{id}/links/{link}"},
  'files.thumbnail': {"method":"GET","path":"/manage/v1/sites/{site}/files/{id}/thumbnail","sends":"image/webp"},
  'files.unpack': {"method":"POST","path":"/manage/v1/sites/{site}/files/{id}/unpack","sends":"application/x-ndjson"},
  'files.update': {"method":"PATCH","path":"/manage/v1/sites/{site}/files/{id}"},
  'files.upload': {"method":"POST","path":"/manage/v1/sites/{site}/files"},
  'files.usage': {"method":"GET","path":"/manage/v1/sites/{site}/file-usage"},
  'files.version-content': {"method":"GET","path":"/manage/v1/sites/{site}/files/{id}/versions/{version}/content","sends":"application/octet-stream"},
  'files.versions': {"method":"GET","path":"/manage/v1/sites/{site}/files/{id}/versions"},
  'folders.create': {"method":"POST","path":"/manage/v1/sites/{site}/folders"},
  'folders.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/folders"},
  'folders.list': {"method":"GET","path":"/manage/v1/sites/{site}/folders"},
  'folders.move': {"method":"POST","path":"/manage/v1/sites/{site}/folders/move"},
  'folders.update': {"method":"PUT","path":"/manage/v1/sites/{site}/folders"},
  'groups.create': {"method":"POST","path":"/manage/v1/sites/{site}/groups"},
  'groups.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/groups/{group}"},
  'groups.get': {"method":"GET","path":"/manage/v1/sites/{site}/groups/{group}"},
  'groups.list': {"method":"GET","path":"/manage/v1/sites/{site}/groups"},
  'groups.update': {"method":"PUT","path":"/manage/v1/sites/{site}/groups/{group}"},
  'image-presets.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/image-presets/{key}"},
  'image-presets.list': {"method":"GET","path":"/manage/v1/sites/{site}/image-presets"},
  'image-presets.put': {"method":"PUT","path":"/manage/v1/sites/{site}/image-presets/{key}"},
  'imports.cancel': {"method":"POST","path":"/manage/v1/sites/{site}/imports/{id}/cancel"},
  'imports.create': {"method":"POST","path":"/manage/v1/sites/{site}/imports"},
  'imports.errors': {"method":"GET","path":"/manage/v1/sites/{site}/imports/{id}/errors","sends":"application/x-ndjson"},
  'imports.get': {"method":"GET","path":"/manage/v1/sites/{site}/imports/{id}"},
  'imports.kept': {"method":"GET","path":"/manage/v1/sites/{site}/imports/{id}/kept","sends":"application/x-ndjson"},
  'imports.list': {"method":"GET","path":"/manage/v1/sites/{site}/imports"},
  'imports.preview': {"method":"POST","path":"/manage/v1/sites/{site}/imports/preview"},
  'imports.refused': {"method":"GET","path":"/manage/v1/sites/{site}/imports/{id}/refused","sends":"application/x-ndjson"},
  'imports.resume': {"method":"POST","path":"/manage/v1/sites/{site}/imports/{id}/resume"},
  'imports.undo': {"method":"POST","path":"/manage/v1/sites/{site}/imports/{id}/undo"},
  'instance.info': {"method":"GET","path":"/manage/v1/instance"},
  'jobs.cancel': {"method":"POST","path":"/manage/v1/sites/{site}/jobs/{id}/cancel"},
  'jobs.list': {"method":"GET","path":"/manage/v1/sites/{site}/jobs"},
  'jobs.retry': {"method":"POST","path":"/manage/v1/sites/{site}/jobs/{id}/retry"},
  'members.create': {"method":"POST","path":"/manage/v1/sites/{site}/members"},
  'members.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/members/{id}"},
  'members.get': {"method":"GET","path":"/manage/v1/sites/{site}/members/{id}"},
  'members.list': {"method":"GET","path":"/manage/v1/sites/{site}/members"},
  'members.update': {"method":"PATCH","path":"/manage/v1/sites/{site}/members/{id}"},
  'operations.list': {"method":"GET","path":"/manage/v1/sites/{site}/operations"},
  'permissions.list': {"method":"GET","path":"/manage/v1/instance/permissions"},
  'sample.get': {"method":"GET","path":"/manage/v1/sites/{site}/sample"},
  'sample.remove': {"method":"DELETE","path":"/manage/v1/sites/{site}/sample"},
  'saved-views.create': {"method":"POST","path":"/manage/v1/sites/{site}/saved-views"},
  'saved-views.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/saved-views/{id}"},
  'saved-views.list': {"method":"GET","path":"/manage/v1/sites/{site}/saved-views"},
  'saved-views.update': {"method":"PUT","path":"/manage/v1/sites/{site}/saved-views/{id}"},
  'schedules.cancel': {"method":"DELETE","path":"/manage/v1/sites/{site}/schedules/{id}"},
  'schedules.get': {"method":"GET","path":"/manage/v1/sites/{site}/schedules/{id}"},
  'schedules.list': {"method":"GET","path":"/manage/v1/sites/{site}/schedules"},
  'schedules.update': {"method":"PATCH","path":"/manage/v1/sites/{site}/schedules/{id}"},
  'search-synonyms.get': {"method":"GET","path":"/manage/v1/sites/{site}/search-synonyms"},
  'search-synonyms.update': {"method":"PUT","path":"/manage/v1/sites/{site}/search-synonyms"},
  'search.entries': {"method":"GET","path":"/manage/v1/sites/{site}/search"},
  'sessions.create': {"method":"POST","path":"/manage/v1/sessions"},
  'sessions.current': {"method":"GET","path":"/manage/v1/sessions/current"},
  'sessions.end': {"method":"DELETE","path":"/manage/v1/sessions/current"},
  'sessions.list': {"method":"GET","path":"/manage/v1/sites/{site}/sessions"},
  'sessions.revoke': {"method":"DELETE","path":"/manage/v1/sites/{site}/sessions/{id}"},
  'setup.complete': {"method":"POST","path":"/manage/v1/instance/setup"},
  'setup.show': {"method":"GET","path":"/manage/v1/instance/setup"},
  'sites.create': {"method":"POST","path":"/manage/v1/instance/sites"},
  'sites.get': {"method":"GET","path":"/manage/v1/sites/{site}"},
  'sites.list': {"method":"GET","path":"/manage/v1/instance/sites"},
  'sites.update': {"method":"PATCH","path":"/manage/v1/sites/{site}"},
  'static-tokens.create': {"method":"POST","path":"/manage/v1/sites/{site}/apis/{api}/tokens"},
  'static-tokens.list': {"method":"GET","path":"/manage/v1/sites/{site}/apis/{api}/tokens"},
  'static-tokens.revoke': {"method":"DELETE","path":"/manage/v1/sites/{site}/apis/{api}/tokens/{id}"},
  'trash.list': {"method":"GET","path":"/manage/v1/sites/{site}/trash"},
  'trash.purge': {"method":"DELETE","path":"/manage/v1/sites/{site}/trash/{id}"},
  'trash.recover': {"method":"POST","path":"/manage/v1/sites/{site}/trash/{id}/recover"},
  'uploads.append': {"method":"PATCH","path":"/manage/v1/sites/{site}/uploads/{id}"},
  'uploads.cancel': {"method":"DELETE","path":"/manage/v1/sites/{site}/uploads/{id}"},
  'uploads.create': {"method":"POST","path":"/manage/v1/sites/{site}/uploads"},
  'uploads.finish': {"method":"POST","path":"/manage/v1/sites/{site}/uploads/{id}/finish"},
  'uploads.get': {"method":"GET","path":"/manage/v1/sites/{site}/uploads/{id}"},
  'uploads.options': {"method":"OPTIONS","path":"/manage/v1/sites/{site}/uploads"},
  'uploads.parts': {"method":"GET","path":"/manage/v1/sites/{site}/uploads/{id}/parts"},
  'uploads.sign-parts': {"method":"POST","path":"/manage/v1/sites/{site}/uploads/{id}/parts"},
  'webhooks.create': {"method":"POST","path":"/manage/v1/sites/{site}/webhooks"},
  'webhooks.delete': {"method":"DELETE","path":"/manage/v1/sites/{site}/webhooks/{id}"},
  'webhooks.deliveries': {"method":"GET","path":"/manage/v1/sites/{site}/webhooks/{id}/deliveries"},
  'webhooks.delivery': {"method":"GET","path":"/manage/v1/sites/{site}/webhooks/{id}/deliveries/{delivery}"},
  'webhooks.get': {"method":"GET","path":"/manage/v1/sites/{site}/webhooks/{id}"},
  'webhooks.list': {"method":"GET","path":"/manage/v1/sites/{site}/webhooks"},
  'webhooks.replay': {"method":"POST","path":"/manage/v1/sites/{site}/webhooks/{id}/deliveries/{delivery}/replay"},
  'webhooks.rotate': {"method":"POST","path":"/manage/v1/sites/{site}/webhooks/{id}/rotate-secret"},
  'webhooks.test': {"method":"POST","path":"/manage/v1/sites/{site}/webhooks/{id}/test"},
  'webhooks.update': {"method":"PUT","path":"/manage/v1/sites/{site}/webhooks/{id}"},
} as const
