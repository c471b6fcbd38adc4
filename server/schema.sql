table api_static_tokens owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  api_id uuid not null
  name text not null
  prefix text not null
  token_hash bytea not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  last_used_at timestamp with time zone
  constraint api_static_tokens_pkey PRIMARY KEY (site_id, id)
  constraint api_static_tokens_site_id_api_id_fkey FOREIGN KEY (site_id, api_id) REFERENCES apis(site_id, id) ON DELETE CASCADE
  constraint api_static_tokens_token_hash_key UNIQUE (token_hash)
  INDEX api_static_tokens_by_api ON public.api_static_tokens USING btree (site_id, api_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table api_tokens owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  member_id uuid not null
  name text not null
  prefix text not null
  token_hash bytea not null
  scopes jsonb not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  last_used_at timestamp with time zone
  constraint api_tokens_pkey PRIMARY KEY (site_id, id)
  constraint api_tokens_site_id_member_id_fkey FOREIGN KEY (site_id, member_id) REFERENCES members(site_id, id) ON DELETE CASCADE
  constraint api_tokens_token_hash_key UNIQUE (token_hash)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table api_versions owner dozo_owner row level security
  site_id uuid not null
  api_id uuid not null
  version integer not null
  definition jsonb not null
  created_at timestamp with time zone not null
  created_by_id uuid
  created_by text not null
  constraint api_versions_pkey PRIMARY KEY (site_id, api_id, version)
  constraint api_versions_site_id_api_id_fkey FOREIGN KEY (site_id, api_id) REFERENCES apis(site_id, id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select to dozo_app

table apis owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  key text not null
  name text not null
  security text not null
  origins text[] not null default '{}'::text[]
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint apis_key_check CHECK ((key ~ '^[a-z][a-z0-9-]{0,39}$'::text))
  constraint apis_pkey PRIMARY KEY (site_id, id)
  constraint apis_security_check CHECK ((security = ANY (ARRAY['open'::text, 'token'::text, 'member'::text])))
  constraint apis_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  constraint apis_site_id_key_key UNIQUE (site_id, key)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table audit_chain owner dozo_owner row level security
  site_id uuid not null
  sequence bigint not null
  record_id uuid not null
  hash bytea not null
  constraint audit_chain_pkey PRIMARY KEY (site_id, sequence)
  constraint audit_chain_site_id_record_id_fkey FOREIGN KEY (site_id, record_id) REFERENCES audit_records(site_id, id)
  constraint audit_chain_site_id_record_id_key UNIQUE (site_id, record_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant select to dozo_app

table audit_queue owner dozo_owner row level security
  site_id uuid not null
  record_id uuid not null
  xid xid8 not null default pg_current_xact_id()
  constraint audit_queue_pkey PRIMARY KEY (site_id, record_id)
  constraint audit_queue_site_id_record_id_fkey FOREIGN KEY (site_id, record_id) REFERENCES audit_records(site_id, id)
  INDEX audit_queue_in_order ON public.audit_queue USING btree (xid)
  policy site_wall all to public using (site_id = dozo_site())
  grant insert to dozo_app

table audit_records owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  at timestamp with time zone not null
  action text not null
  result text not null
  actor_kind text not null
  actor_site_id uuid
  actor_id uuid
  subject_type text not null
  subject_id text not null
  changes jsonb
  actor_personal bytea
  subject_personal bytea
  subject_member_id uuid
  request_id text
  constraint audit_records_pkey PRIMARY KEY (site_id, id)
  constraint audit_records_result_check CHECK ((result = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text])))
  constraint audit_records_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  INDEX audit_records_by_actor ON public.audit_records USING btree (site_id, actor_id, id)
  INDEX audit_records_by_subject ON public.audit_records USING btree (site_id, subject_type, subject_id, id)
  policy site_wall all to public using (site_id = dozo_site())
  grant insert, select to dozo_app

table audit_seals owner dozo_owner row level security
  site_id uuid not null
  sequence bigint not null
  hash bytea not null
  signature bytea not null
  sealed_at timestamp with time zone not null
  constraint audit_seals_pkey PRIMARY KEY (site_id, sequence)
  constraint audit_seals_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant select to dozo_app

table block_kinds owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  key text collate "C" not null
  definition jsonb not null
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint block_kinds_pkey PRIMARY KEY (site_id, id)
  constraint block_kinds_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  constraint block_kinds_site_id_key_key UNIQUE (site_id, key)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table bulk_action_entries owner dozo_owner row level security
  site_id uuid not null
  action_id uuid not null
  position integer not null
  entry_id uuid not null
  result text
  errors jsonb
  before jsonb
  etag integer
  constraint bulk_action_entries_pkey PRIMARY KEY (site_id, action_id, "position")
  constraint bulk_action_entries_result_check CHECK ((result = ANY (ARRAY['done'::text, 'skipped'::text, 'refused'::text])))
  constraint bulk_action_entries_site_id_action_id_fkey FOREIGN KEY (site_id, action_id) REFERENCES bulk_actions(site_id, id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table bulk_actions owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  type_id uuid not null
  action jsonb not null
  caller jsonb not null
  status text not null
  total integer not null
  done integer not null default 0
  skipped integer not null default 0
  refused integer not null default 0
  error text
  cancel_requested boolean not null default false
  undo_of uuid
  created_by_site_id uuid
  created_by_id uuid
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  started_at timestamp with time zone
  finished_at timestamp with time zone
  constraint bulk_actions_pkey PRIMARY KEY (site_id, id)
  constraint bulk_actions_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  constraint bulk_actions_status_check CHECK ((status = ANY (ARRAY['frozen'::text, 'waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])))
  INDEX bulk_actions_over ON public.bulk_actions USING btree (expires_at)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table content_types owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  key text not null
  definition jsonb not null
  columns jsonb not null
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint content_types_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text))
  constraint content_types_pkey PRIMARY KEY (site_id, id)
  constraint content_types_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  constraint content_types_site_id_key_key UNIQUE (site_id, key)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table cron_runs owner dozo_owner
  name text not null
  due timestamp with time zone not null
  constraint cron_runs_pkey PRIMARY KEY (name, due)

table endpoint_usage owner dozo_owner row level security
  site_id uuid not null
  endpoint_id uuid not null
  day date not null
  calls bigint not null
  last_used_at timestamp with time zone not null
  constraint endpoint_usage_pkey PRIMARY KEY (site_id, endpoint_id, day)
  constraint endpoint_usage_site_id_endpoint_id_fkey FOREIGN KEY (site_id, endpoint_id) REFERENCES endpoints(site_id, id) ON DELETE CASCADE
  INDEX endpoint_usage_by_day ON public.endpoint_usage USING btree (day)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table endpoints owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  api_id uuid not null
  path text not null
  operation text not null
  type_id uuid
  definition jsonb not null
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint endpoints_pkey PRIMARY KEY (site_id, id)
  constraint endpoints_site_id_api_id_fkey FOREIGN KEY (site_id, api_id) REFERENCES apis(site_id, id) ON DELETE CASCADE
  constraint endpoints_site_id_api_id_path_operation_key UNIQUE (site_id, api_id, path, operation)
  constraint endpoints_site_id_type_id_fkey FOREIGN KEY (site_id, type_id) REFERENCES content_types(site_id, id)
  INDEX endpoints_by_type ON public.endpoints USING btree (site_id, type_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entries owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  number bigint not null
  type_id uuid not null
  key text collate "C"
  parent_id uuid
  position integer not null default 0
  work jsonb not null
  live jsonb
  version integer not null default 1
  live_version integer
  live_key text collate "C"
  live_parent_id uuid
  live_locales text[] not null default '{}'::text[]
  live_from timestamp with time zone
  live_until timestamp with time zone
  published_at timestamp with time zone
  etag integer not null default 1
  created_at timestamp with time zone not null
  created_by_site_id uuid
  created_by_id uuid
  updated_at timestamp with time zone not null
  updated_by_site_id uuid
  updated_by_id uuid
  constraint entries_pkey PRIMARY KEY (site_id, id)
  constraint entries_site_id_number_key UNIQUE (site_id, number)
  constraint entries_site_id_parent_id_fkey FOREIGN KEY (site_id, parent_id) REFERENCES entries(site_id, id)
  constraint entries_site_id_type_id_fkey FOREIGN KEY (site_id, type_id) REFERENCES content_types(site_id, id)
  INDEX entries_by_parent ON public.entries USING btree (site_id, parent_id) WHERE (parent_id IS NOT NULL)
  INDEX entries_by_type ON public.entries USING btree (site_id, type_id, id)
  UNIQUE INDEX entries_key ON public.entries USING btree (site_id, type_id, key) WHERE (key IS NOT NULL)
  UNIQUE INDEX entries_live_key ON public.entries USING btree (site_id, type_id, live_key) WHERE (live_key IS NOT NULL)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_index owner dozo_owner row level security
  site_id uuid not null
  type_id uuid not null
  stage text not null
  locale text not null
  entry_id uuid not null
  own boolean not null
  live_from timestamp with time zone
  live_until timestamp with time zone
  published_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  number bigint not null
  key text collate "C"
  parent_id uuid
  position integer not null
  status text not null
  created_by_id uuid
  t1 text collate "C"
  t2 text collate "C"
  t3 text collate "C"
  t4 text collate "C"
  t5 text collate "C"
  t6 text collate "C"
  t7 text collate "C"
  t8 text collate "C"
  t9 text collate "C"
  t10 text collate "C"
  t11 text collate "C"
  t12 text collate "C"
  n1 double precision
  n2 double precision
  n3 double precision
  n4 double precision
  n5 double precision
  n6 double precision
  n7 double precision
  n8 double precision
  d1 timestamp with time zone
  d2 timestamp with time zone
  d3 timestamp with time zone
  d4 timestamp with time zone
  d5 timestamp with time zone
  d6 timestamp with time zone
  constraint entry_index_pkey PRIMARY KEY (site_id, entry_id, stage, locale) INCLUDE (type_id, live_from, live_until)
  constraint entry_index_site_id_entry_id_fkey FOREIGN KEY (site_id, entry_id) REFERENCES entries(site_id, id) ON DELETE CASCADE
  constraint entry_index_stage_check CHECK ((stage = ANY (ARRAY['work'::text, 'live'::text])))
  INDEX entry_index_boundary ON public.entry_index USING btree (site_id, type_id, live_from) WHERE (live_from IS NOT NULL)
  INDEX entry_index_created ON public.entry_index USING btree (site_id, type_id, stage, locale, created_at, entry_id) INCLUDE (live_from, live_until)
  INDEX entry_index_d1 ON public.entry_index USING btree (site_id, type_id, stage, locale, d1, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (d1 IS NOT NULL)
  INDEX entry_index_d2 ON public.entry_index USING btree (site_id, type_id, stage, locale, d2, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (d2 IS NOT NULL)
  INDEX entry_index_d3 ON public.entry_index USING btree (site_id, type_id, stage, locale, d3, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (d3 IS NOT NULL)
  INDEX entry_index_d4 ON public.entry_index USING btree (site_id, type_id, stage, locale, d4, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (d4 IS NOT NULL)
  INDEX entry_index_d5 ON public.entry_index USING btree (site_id, type_id, stage, locale, d5, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (d5 IS NOT NULL)
  INDEX entry_index_d6 ON public.entry_index USING btree (site_id, type_id, stage, locale, d6, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (d6 IS NOT NULL)
  INDEX entry_index_end ON public.entry_index USING btree (site_id, type_id, live_until) WHERE (live_until IS NOT NULL)
  INDEX entry_index_n1 ON public.entry_index USING btree (site_id, type_id, stage, locale, n1, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n1 IS NOT NULL)
  INDEX entry_index_n2 ON public.entry_index USING btree (site_id, type_id, stage, locale, n2, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n2 IS NOT NULL)
  INDEX entry_index_n3 ON public.entry_index USING btree (site_id, type_id, stage, locale, n3, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n3 IS NOT NULL)
  INDEX entry_index_n4 ON public.entry_index USING btree (site_id, type_id, stage, locale, n4, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n4 IS NOT NULL)
  INDEX entry_index_n5 ON public.entry_index USING btree (site_id, type_id, stage, locale, n5, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n5 IS NOT NULL)
  INDEX entry_index_n6 ON public.entry_index USING btree (site_id, type_id, stage, locale, n6, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n6 IS NOT NULL)
  INDEX entry_index_n7 ON public.entry_index USING btree (site_id, type_id, stage, locale, n7, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n7 IS NOT NULL)
  INDEX entry_index_n8 ON public.entry_index USING btree (site_id, type_id, stage, locale, n8, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (n8 IS NOT NULL)
  INDEX entry_index_number ON public.entry_index USING btree (site_id, type_id, stage, locale, number, entry_id) INCLUDE (live_from, live_until)
  INDEX entry_index_parent ON public.entry_index USING btree (site_id, type_id, stage, locale, parent_id, "position", entry_id) INCLUDE (live_from, live_until)
  INDEX entry_index_published ON public.entry_index USING btree (site_id, type_id, stage, locale, published_at, entry_id) INCLUDE (live_from, live_until)
  INDEX entry_index_t1 ON public.entry_index USING btree (site_id, type_id, stage, locale, t1, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t1 IS NOT NULL)
  INDEX entry_index_t10 ON public.entry_index USING btree (site_id, type_id, stage, locale, t10, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t10 IS NOT NULL)
  INDEX entry_index_t11 ON public.entry_index USING btree (site_id, type_id, stage, locale, t11, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t11 IS NOT NULL)
  INDEX entry_index_t12 ON public.entry_index USING btree (site_id, type_id, stage, locale, t12, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t12 IS NOT NULL)
  INDEX entry_index_t2 ON public.entry_index USING btree (site_id, type_id, stage, locale, t2, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t2 IS NOT NULL)
  INDEX entry_index_t3 ON public.entry_index USING btree (site_id, type_id, stage, locale, t3, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t3 IS NOT NULL)
  INDEX entry_index_t4 ON public.entry_index USING btree (site_id, type_id, stage, locale, t4, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t4 IS NOT NULL)
  INDEX entry_index_t5 ON public.entry_index USING btree (site_id, type_id, stage, locale, t5, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t5 IS NOT NULL)
  INDEX entry_index_t6 ON public.entry_index USING btree (site_id, type_id, stage, locale, t6, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t6 IS NOT NULL)
  INDEX entry_index_t7 ON public.entry_index USING btree (site_id, type_id, stage, locale, t7, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t7 IS NOT NULL)
  INDEX entry_index_t8 ON public.entry_index USING btree (site_id, type_id, stage, locale, t8, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t8 IS NOT NULL)
  INDEX entry_index_t9 ON public.entry_index USING btree (site_id, type_id, stage, locale, t9, entry_id) INCLUDE (published_at, live_from, live_until) WHERE (t9 IS NOT NULL)
  INDEX entry_index_updated ON public.entry_index USING btree (site_id, type_id, stage, locale, updated_at, entry_id) INCLUDE (live_from, live_until)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_old_keys owner dozo_owner row level security
  site_id uuid not null
  type_id uuid not null
  key text collate "C" not null
  entry_id uuid not null
  until timestamp with time zone not null
  constraint entry_old_keys_pkey PRIMARY KEY (site_id, type_id, key)
  constraint entry_old_keys_site_id_entry_id_fkey FOREIGN KEY (site_id, entry_id) REFERENCES entries(site_id, id) ON DELETE CASCADE
  INDEX entry_old_keys_by_entry ON public.entry_old_keys USING btree (site_id, entry_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_presence owner dozo_owner row level security
  site_id uuid not null
  entry_id uuid not null
  member_site_id uuid not null
  member_id uuid not null
  writing boolean not null
  since timestamp with time zone not null
  at timestamp with time zone not null
  constraint entry_presence_pkey PRIMARY KEY (site_id, entry_id, member_id)
  INDEX entry_presence_old ON public.entry_presence USING btree (at)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_refs owner dozo_owner row level security
  site_id uuid not null
  type_id uuid not null
  stage text not null
  locale text not null
  entry_id uuid not null
  field text not null
  position integer not null
  relation boolean not null
  value text collate "C" not null
  constraint entry_refs_pkey PRIMARY KEY (site_id, entry_id, stage, field, locale, "position")
  constraint entry_refs_site_id_entry_id_fkey FOREIGN KEY (site_id, entry_id) REFERENCES entries(site_id, id) ON DELETE CASCADE
  constraint entry_refs_stage_check CHECK ((stage = ANY (ARRAY['work'::text, 'live'::text])))
  INDEX entry_refs_by_value ON public.entry_refs USING btree (site_id, type_id, stage, field, locale, value, entry_id)
  INDEX entry_refs_pointing ON public.entry_refs USING btree (site_id, value, entry_id, field) WHERE relation
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_schedules owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  entry_id uuid not null
  type_id uuid not null
  action text not null
  version integer
  locales text[]
  at timestamp with time zone not null
  status text not null default 'waiting'::text
  errors jsonb
  etag integer not null default 1
  created_at timestamp with time zone not null
  created_by_site_id uuid
  created_by_id uuid
  ended_at timestamp with time zone
  constraint entry_schedules_action_check CHECK ((action = ANY (ARRAY['publish'::text, 'unpublish'::text])))
  constraint entry_schedules_check CHECK (((version IS NULL) = (action = 'unpublish'::text)))
  constraint entry_schedules_pkey PRIMARY KEY (site_id, id)
  constraint entry_schedules_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
  INDEX entry_schedules_by_entry ON public.entry_schedules USING btree (site_id, entry_id, at)
  INDEX entry_schedules_by_status ON public.entry_schedules USING btree (site_id, status, at, id)
  INDEX entry_schedules_due ON public.entry_schedules USING btree (at) WHERE (status = 'waiting'::text)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_trash owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  type_id uuid not null
  state jsonb not null
  definition jsonb not null
  children uuid[] not null default '{}'::uuid[]
  live_children uuid[] not null default '{}'::uuid[]
  trashed_at timestamp with time zone not null
  trashed_by_site_id uuid
  trashed_by_id uuid
  purge_at timestamp with time zone not null
  constraint entry_trash_pkey PRIMARY KEY (site_id, id)
  INDEX entry_trash_by_type ON public.entry_trash USING btree (site_id, type_id, trashed_at, id)
  INDEX entry_trash_over ON public.entry_trash USING btree (purge_at)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_uniques owner dozo_owner row level security
  site_id uuid not null
  type_id uuid not null
  stage text not null
  field text not null
  locale text not null
  value_hash bytea not null
  entry_id uuid not null
  constraint entry_uniques_pkey PRIMARY KEY (site_id, type_id, stage, field, locale, value_hash)
  constraint entry_uniques_site_id_entry_id_fkey FOREIGN KEY (site_id, entry_id) REFERENCES entries(site_id, id) ON DELETE CASCADE
  constraint entry_uniques_stage_check CHECK ((stage = ANY (ARRAY['work'::text, 'live'::text])))
  INDEX entry_uniques_by_entry ON public.entry_uniques USING btree (site_id, entry_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table entry_versions owner dozo_owner row level security
  site_id uuid not null
  entry_id uuid not null
  version integer not null
  kind text not null
  values jsonb not null
  key text
  parent_id uuid
  note text
  at timestamp with time zone not null
  by_site_id uuid
  by_id uuid
  opened_at timestamp with time zone
  constraint entry_versions_kind_check CHECK ((kind = ANY (ARRAY['save'::text, 'publish'::text, 'restore'::text, 'import'::text])))
  constraint entry_versions_pkey PRIMARY KEY (site_id, entry_id, version)
  INDEX entry_versions_open ON public.entry_versions USING btree (site_id, entry_id) WHERE (opened_at IS NOT NULL)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table events owner dozo_owner row level security
  site_id uuid not null
  id bigint not null identity always
  epoch integer not null
  xid xid8 not null default pg_current_xact_id()
  at timestamp with time zone not null
  type text not null
  actor jsonb not null
  subject_type text not null
  subject_id text not null
  data jsonb not null
  request_id text
  constraint events_pkey PRIMARY KEY (site_id, id)
  constraint events_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  INDEX events_in_order ON public.events USING btree (xid, id)
  policy site_wall all to public using (site_id = dozo_site())
  grant insert, select to dozo_app

table file_folders owner dozo_owner row level security
  site_id uuid not null
  path text collate "C" not null
  view text[]
  edit text[]
  endings text[]
  kinds text[]
  max_size bigint
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint file_folders_max_size_check CHECK ((max_size > 0))
  constraint file_folders_path_check CHECK ((path !~ '(^/|//|/$)'::text))
  constraint file_folders_pkey PRIMARY KEY (site_id, path)
  constraint file_folders_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table file_links owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  file_id uuid not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null
  constraint file_links_pkey PRIMARY KEY (site_id, id)
  constraint file_links_site_id_file_id_fkey FOREIGN KEY (site_id, file_id) REFERENCES files(site_id, id) ON DELETE CASCADE
  INDEX file_links_by_file ON public.file_links USING btree (site_id, file_id)
  INDEX file_links_over ON public.file_links USING btree (expires_at)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select to dozo_app

table file_paths owner dozo_owner row level security
  site_id uuid not null
  path text collate "C" not null
  file_id uuid not null
  constraint file_paths_pkey PRIMARY KEY (site_id, path)
  constraint file_paths_site_id_file_id_fkey FOREIGN KEY (site_id, file_id) REFERENCES files(site_id, id) ON DELETE CASCADE
  INDEX file_paths_by_file ON public.file_paths USING btree (site_id, file_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table file_versions owner dozo_owner row level security
  site_id uuid not null
  file_id uuid not null
  version integer not null
  id uuid not null
  type text not null
  kind text not null
  size bigint not null
  hash text not null
  width integer
  height integer
  created_at timestamp with time zone not null
  placeholder text
  held boolean not null default false
  constraint file_versions_pkey PRIMARY KEY (site_id, file_id, version)
  constraint file_versions_site_id_file_id_fkey FOREIGN KEY (site_id, file_id) REFERENCES files(site_id, id) ON DELETE CASCADE
  constraint file_versions_site_id_id_key UNIQUE (site_id, id)
  INDEX file_versions_held ON public.file_versions USING btree (site_id, file_id) WHERE held
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select to dozo_app

table files owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  folder text collate "C" not null
  name text collate "C" not null
  path text collate "C" not null generated 
CASE folder
    WHEN ''::text THEN name
    ELSE ((folder || '/'::text) || name)
END
  public boolean not null
  alt jsonb not null default '{}'::jsonb
  caption jsonb not null default '{}'::jsonb
  credit text not null default ''::text
  tags text[] not null default '{}'::text[]
  version integer not null default 1
  type text not null
  kind text not null
  size bigint not null
  hash text not null
  width integer
  height integer
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  trashed_at timestamp with time zone
  placeholder text
  focal_x real
  focal_y real
  held boolean not null default false
  constraint files_check CHECK (((focal_x IS NULL) = (focal_y IS NULL)))
  constraint files_focal_x_check CHECK (((focal_x >= (0)::double precision) AND (focal_x <= (1)::double precision)))
  constraint files_focal_y_check CHECK (((focal_y >= (0)::double precision) AND (focal_y <= (1)::double precision)))
  constraint files_folder_check CHECK ((folder !~ '(^/|//|/$)'::text))
  constraint files_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'video'::text, 'audio'::text, 'document'::text, 'other'::text])))
  constraint files_pkey PRIMARY KEY (site_id, id)
  constraint files_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  INDEX files_by_folder ON public.files USING btree (site_id, folder, id)
  INDEX files_by_hash ON public.files USING btree (site_id, hash)
  UNIQUE INDEX files_by_path ON public.files USING btree (site_id, path) WHERE (trashed_at IS NULL)
  INDEX files_by_tag ON public.files USING gin (tags)
  INDEX files_trashed ON public.files USING btree (trashed_at) WHERE (trashed_at IS NOT NULL)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table groups owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  key text not null
  name jsonb not null
  builtin boolean not null default false
  grants jsonb not null
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint groups_key_check CHECK ((key ~ '^[a-z][a-z0-9-]{0,39}$'::text))
  constraint groups_pkey PRIMARY KEY (site_id, id)
  constraint groups_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  constraint groups_site_id_key_key UNIQUE (site_id, key)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table idempotency_keys owner dozo_owner row level security
  site_id uuid not null
  actor text not null
  key text not null
  request_hash bytea not null
  status integer
  reply text
  created_at timestamp with time zone not null
  constraint idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
  constraint idempotency_keys_pkey PRIMARY KEY (site_id, actor, key)
  constraint idempotency_keys_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table image_presets owner dozo_owner row level security
  site_id uuid not null
  key text collate "C" not null
  params jsonb not null
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint image_presets_pkey PRIMARY KEY (site_id, key)
  constraint image_presets_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table import_entries owner dozo_owner row level security
  site_id uuid not null
  import_id uuid not null
  line bigint not null
  entry_id uuid not null
  etag integer not null
  before jsonb
  constraint import_entries_pkey PRIMARY KEY (site_id, import_id, line)
  constraint import_entries_site_id_import_id_fkey FOREIGN KEY (site_id, import_id) REFERENCES imports(site_id, id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select to dozo_app

table import_errors owner dozo_owner row level security
  site_id uuid not null
  import_id uuid not null
  line integer not null
  errors jsonb not null
  constraint import_errors_pkey PRIMARY KEY (site_id, import_id, line)
  constraint import_errors_site_id_import_id_fkey FOREIGN KEY (site_id, import_id) REFERENCES imports(site_id, id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant insert, select to dozo_app

table import_undo_kept owner dozo_owner row level security
  site_id uuid not null
  import_id uuid not null
  line bigint not null
  entry_id uuid not null
  code text not null
  constraint import_undo_kept_pkey PRIMARY KEY (site_id, import_id, line)
  constraint import_undo_kept_site_id_import_id_fkey FOREIGN KEY (site_id, import_id) REFERENCES imports(site_id, id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select to dozo_app

table imports owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  type_id uuid not null
  status text not null
  options jsonb not null
  file text not null
  total integer
  done integer not null default 0
  created integer not null default 0
  updated integer not null default 0
  skipped integer not null default 0
  failed integer not null default 0
  error text
  cancel_requested boolean not null default false
  created_by_site_id uuid
  created_by_id uuid
  created_at timestamp with time zone not null
  started_at timestamp with time zone
  finished_at timestamp with time zone
  undo_status text
  undo_options jsonb
  undo_done integer not null default 0
  undo_kept integer not null default 0
  undo_line bigint
  undo_error text
  constraint imports_pkey PRIMARY KEY (site_id, id)
  constraint imports_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  constraint imports_site_id_type_id_fkey FOREIGN KEY (site_id, type_id) REFERENCES content_types(site_id, id) ON DELETE CASCADE
  constraint imports_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
  constraint imports_undo_status_check CHECK ((undo_status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table instance owner dozo_owner
  one boolean not null default true
  id uuid not null
  epoch integer not null default 1
  created_at timestamp with time zone not null
  constraint instance_one_check CHECK (one)
  constraint instance_pkey PRIMARY KEY (one)
  grant select to dozo_app

table login_failures owner dozo_owner row level security
  site_id uuid not null
  key bytea not null
  failures integer not null
  blocked_until timestamp with time zone
  updated_at timestamp with time zone not null
  constraint login_failures_pkey PRIMARY KEY (site_id, key)
  constraint login_failures_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table member_groups owner dozo_owner row level security
  site_id uuid not null
  member_id uuid not null
  group_id uuid not null
  constraint member_groups_pkey PRIMARY KEY (site_id, member_id, group_id)
  constraint member_groups_site_id_group_id_fkey FOREIGN KEY (site_id, group_id) REFERENCES groups(site_id, id) ON DELETE CASCADE
  constraint member_groups_site_id_member_id_fkey FOREIGN KEY (site_id, member_id) REFERENCES members(site_id, id) ON DELETE CASCADE
  INDEX member_groups_by_group ON public.member_groups USING btree (site_id, group_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select to dozo_app

table member_keys owner dozo_owner row level security
  site_id uuid not null
  member_id uuid not null
  sealed_key bytea not null
  constraint member_keys_pkey PRIMARY KEY (site_id, member_id)
  constraint member_keys_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select to dozo_app

table members owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  email text not null
  name text not null
  status text not null default 'active'::text
  password_hash text
  password_changed_at timestamp with time zone
  last_login_at timestamp with time zone
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint members_email_check CHECK ((email = lower(email)))
  constraint members_pkey PRIMARY KEY (site_id, id)
  constraint members_site_id_email_key UNIQUE (site_id, email)
  constraint members_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  constraint members_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
  INDEX members_by_name ON public.members USING btree (site_id, name COLLATE "C", id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table rate_limits owner dozo_owner row level security
  site_id uuid not null
  key bytea not null
  since timestamp with time zone not null
  calls integer not null
  constraint rate_limits_pkey PRIMARY KEY (site_id, key)
  INDEX rate_limits_old ON public.rate_limits USING btree (since)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table refusals owner dozo_owner row level security
  site_id uuid not null
  request_id text not null
  at timestamp with time zone not null
  door text not null
  method text not null
  path text not null
  status integer not null
  code text not null
  params jsonb not null
  errors jsonb not null
  constraint refusals_door_check CHECK ((door = ANY (ARRAY['console'::text, 'site'::text])))
  constraint refusals_pkey PRIMARY KEY (site_id, request_id)
  constraint refusals_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  INDEX refusals_by_age ON public.refusals USING btree (at)
  policy site_wall all to public using (site_id = dozo_site())
  grant select to dozo_app

table saved_views owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  type_id uuid not null
  name text not null
  shared boolean not null
  filter jsonb not null
  search text
  sort text
  columns text[]
  owner_site_id uuid not null
  owner_id uuid not null
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint saved_views_pkey PRIMARY KEY (site_id, id)
  constraint saved_views_site_id_type_id_fkey FOREIGN KEY (site_id, type_id) REFERENCES content_types(site_id, id) ON DELETE CASCADE
  UNIQUE INDEX saved_views_name ON public.saved_views USING btree (site_id, type_id, owner_id, name)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table schema_migrations owner dozo_owner
  version integer not null
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()
  constraint schema_migrations_pkey PRIMARY KEY (version)

table search_rows owner dozo_owner
  site_id uuid not null
  type_id uuid not null
  stage text not null
  locale text not null
  entry_id uuid not null
  field text not null
  part integer not null
  document tsvector not null
  constraint search_rows_pkey PRIMARY KEY (site_id, entry_id, stage, locale, field, part)
  constraint search_rows_site_id_entry_id_fkey FOREIGN KEY (site_id, entry_id) REFERENCES entries(site_id, id) ON DELETE CASCADE
  INDEX search_rows_live ON public.search_rows USING gin (document) WHERE (stage = 'live'::text)
  INDEX search_rows_work ON public.search_rows USING gin (document) WHERE (stage = 'work'::text)

table search_settings owner dozo_owner row level security
  site_id uuid not null
  synonyms jsonb not null
  etag integer not null default 1
  updated_at timestamp with time zone not null
  constraint search_settings_pkey PRIMARY KEY (site_id)
  constraint search_settings_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant insert, select, update to dozo_app

table sessions owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  member_id uuid not null
  door text not null
  token_hash bytea not null
  created_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  ip text not null
  user_agent text not null
  refreshed_at timestamp with time zone
  constraint sessions_door_check CHECK ((door = ANY (ARRAY['console'::text, 'site'::text])))
  constraint sessions_pkey PRIMARY KEY (site_id, id)
  constraint sessions_site_id_member_id_fkey FOREIGN KEY (site_id, member_id) REFERENCES members(site_id, id) ON DELETE CASCADE
  constraint sessions_token_hash_key UNIQUE (token_hash)
  INDEX sessions_by_expiry ON public.sessions USING btree (expires_at)
  INDEX sessions_by_member ON public.sessions USING btree (site_id, member_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table setup_links owner dozo_owner row level security
  token_hash bytea not null
  site_id uuid not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  constraint setup_links_pkey PRIMARY KEY (token_hash)
  constraint setup_links_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant select, update to dozo_app

table site_counters owner dozo_owner row level security
  site_id uuid not null
  name text not null
  value bigint not null
  constraint site_counters_pkey PRIMARY KEY (site_id, name)
  constraint site_counters_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant insert, select, update to dozo_app

table site_hosts owner dozo_owner row level security
  host text not null
  site_id uuid not null
  purpose text not null default 'front'::text
  constraint site_hosts_pkey PRIMARY KEY (host)
  constraint site_hosts_purpose_check CHECK ((purpose = ANY (ARRAY['console'::text, 'front'::text, 'api'::text, 'files'::text, 'preview'::text, 'status'::text])))
  constraint site_hosts_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  INDEX site_hosts_site ON public.site_hosts USING btree (site_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table sites owner dozo_owner row level security
  id uuid not null
  key text not null
  name text not null
  home boolean not null default false
  locales text[] not null
  default_locale text not null
  time_zone text not null
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  preview_urls jsonb not null default '{}'::jsonb
  constraint sites_check CHECK ((default_locale = ANY (locales)))
  constraint sites_key_check CHECK ((key ~ '^[a-z][a-z0-9-]{0,39}$'::text))
  constraint sites_key_key UNIQUE (key)
  constraint sites_locales_check CHECK (((cardinality(locales) >= 1) AND (cardinality(locales) <= 50)))
  constraint sites_pkey PRIMARY KEY (id)
  UNIQUE INDEX sites_one_home ON public.sites USING btree (home) WHERE home
  policy own_site all to public using (id = dozo_site())
  grant select, update to dozo_app

table spent_session_tokens owner dozo_owner row level security
  token_hash bytea not null
  site_id uuid not null
  session_id uuid not null
  spent_at timestamp with time zone not null
  constraint spent_session_tokens_pkey PRIMARY KEY (token_hash)
  constraint spent_session_tokens_site_id_session_id_fkey FOREIGN KEY (site_id, session_id) REFERENCES sessions(site_id, id) ON DELETE CASCADE
  INDEX spent_session_tokens_by_session ON public.spent_session_tokens USING btree (site_id, session_id)
  policy site_wall all to public using (site_id = dozo_site())
  grant insert, select to dozo_app

table subscriptions owner dozo_owner
  name text not null
  epoch integer not null
  xid xid8 not null
  id bigint not null
  failures integer not null default 0
  last_error text
  updated_at timestamp with time zone not null
  constraint subscriptions_pkey PRIMARY KEY (name)

table uploads owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  actor_site_id uuid not null
  actor_id uuid not null
  folder text collate "C" not null
  name text collate "C" not null
  public boolean not null
  keep_both boolean not null
  replaces uuid
  replaces_etag integer
  length bigint not null
  offset bigint not null default 0
  held_by uuid
  held_until timestamp with time zone
  problem jsonb
  file_id uuid
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  constraint uploads_check CHECK ((("offset" >= 0) AND ("offset" <= length)))
  constraint uploads_length_check CHECK ((length > 0))
  constraint uploads_pkey PRIMARY KEY (site_id, id)
  constraint uploads_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  INDEX uploads_by_actor ON public.uploads USING btree (site_id, actor_site_id, actor_id) WHERE (file_id IS NULL)
  INDEX uploads_over ON public.uploads USING btree (expires_at)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table webhook_deliveries owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  webhook_id uuid not null
  event_key text not null
  event_type text not null
  subject_id text not null
  body text not null
  status text not null
  attempts integer not null default 0
  response_status integer
  response_text text
  error text
  duration_ms integer
  created_at timestamp with time zone not null
  tried_at timestamp with time zone
  constraint webhook_deliveries_pkey PRIMARY KEY (site_id, id)
  constraint webhook_deliveries_site_id_webhook_id_event_key_key UNIQUE (site_id, webhook_id, event_key)
  constraint webhook_deliveries_site_id_webhook_id_fkey FOREIGN KEY (site_id, webhook_id) REFERENCES webhooks(site_id, id) ON DELETE CASCADE
  constraint webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'retrying'::text, 'dead'::text])))
  INDEX webhook_deliveries_by_webhook ON public.webhook_deliveries USING btree (site_id, webhook_id, id)
  INDEX webhook_deliveries_old ON public.webhook_deliveries USING btree (created_at)
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

table webhooks owner dozo_owner row level security
  site_id uuid not null
  id uuid not null
  name text not null
  url text not null
  events text[] not null
  types text[]
  condition jsonb
  payload jsonb
  secret bytea not null
  previous_secret bytea
  previous_until timestamp with time zone
  active boolean not null default true
  failing_since timestamp with time zone
  etag integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint webhooks_pkey PRIMARY KEY (site_id, id)
  constraint webhooks_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(id) ON DELETE CASCADE
  policy site_wall all to public using (site_id = dozo_site())
  grant delete, insert, select, update to dozo_app

CREATE OR REPLACE FUNCTION public.add_job(task text, payload json, run_at timestamp with time zone, max_attempts integer, job_key text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if payload ->> 'siteId' is distinct from dozo_site()::text then
    raise exception 'a job names the site it is added in' using errcode = '42501';
  end if;
  return (
    select j.id
    from graphile_worker.add_job(
      identifier => task, payload => payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key
    ) j
  );
end
$function$
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.api_token_of_hash(wanted bytea)
 RETURNS TABLE(site_id uuid, id uuid, member_id uuid, name text, scopes jsonb, expires_at timestamp with time zone, last_used_at timestamp with time zone, site_key text, member_name text, member_email text, member_status text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT a.site_id,
     a.id,
     a.member_id,
     a.name,
     a.scopes,
     a.expires_at,
     a.last_used_at,
     t.key,
     m.name,
     m.email,
     m.status
    FROM ((api_tokens a
      JOIN sites t ON ((t.id = a.site_id)))
      JOIN members m ON (((m.site_id = a.site_id) AND (m.id = a.member_id))))
   WHERE (a.token_hash = api_token_of_hash.wanted);
END
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.cancel_job(wanted bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from site_jobs() s where s.id = wanted and not s.locked) then
    return false;
  end if;
  perform graphile_worker.complete_jobs(array[wanted]);
  return true;
end
$function$
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.dozo_site()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('dozo.site'::text, true), ''::text))::uuid
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.home_site_key()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.key
    FROM sites s
   WHERE s.home;
END
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.retry_job(wanted bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from site_jobs() s where s.id = wanted and not s.locked) then
    return false;
  end if;
  perform graphile_worker.reschedule_jobs(array[wanted], run_at => clock_timestamp(), attempts => 0);
  return true;
end
$function$
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.search_entries(types uuid[], in_stage text, in_locale text, words text[], excluded text[], fields text[], most integer, wanted integer, moment timestamp with time zone)
 RETURNS TABLE(entry_id uuid, score real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  word tsquery := words[1]::tsquery;
begin
  if cardinality(words) = 1 and cardinality(excluded) = 0 then
    -- Of the two halves one is never run.
    return query
      with found as (
        select s.site_id, s.type_id, s.locale, s.field, s.entry_id, s.document
        from search_rows s
        where in_stage = 'live' and s.stage = 'live' and s.document @@ word
        union all
        select s.site_id, s.type_id, s.locale, s.field, s.entry_id, s.document
        from search_rows s
        where in_stage = 'work' and s.stage = 'work' and s.document @@ word
      ), hits as (
        select f.entry_id, f.field, search_score(f.document, word) as score
        from found f
        where f.site_id = dozo_site()
          and f.type_id = any (types)
          and f.locale in ('*', in_locale)
          and (fields is null or f.type_id::text || '.' || f.field = any (fields))
        limit most
      ), by_field as (
        select h.entry_id, max(h.score) as score
        from hits h
        group by h.entry_id, h.field
      ), ranked as (
        select b.entry_id, sum(b.score)::real as score
        from by_field b
        group by b.entry_id
      )
      select r.entry_id, r.score
      from ranked r
        join entries e on e.site_id = dozo_site() and e.id = r.entry_id
      where in_stage = 'work'
        or (
          e.live is not null
          and (e.live_from is null or e.live_from <= moment)
          and (e.live_until is null or e.live_until > moment)
        )
      order by r.score desc, r.entry_id desc
      limit wanted;
    return;
  end if;
  return query
    with asked as (
      select n::integer as n, w::tsquery as query
      from unnest(words || excluded) with ordinality as a (w, n)
    ), found as materialized (
      select a.n, s.entry_id, s.locale, s.field, s.part
      from asked a
        join search_rows s on in_stage = 'live' and s.stage = 'live' and s.document @@ a.query
      where s.site_id = dozo_site() and s.type_id = any (types) and s.locale in ('*', in_locale)
        and (fields is null or s.type_id::text || '.' || s.field = any (fields))
      union all
      select a.n, s.entry_id, s.locale, s.field, s.part
      from asked a
        join search_rows s on in_stage = 'work' and s.stage = 'work' and s.document @@ a.query
      where s.site_id = dozo_site() and s.type_id = any (types) and s.locale in ('*', in_locale)
        and (fields is null or s.type_id::text || '.' || s.field = any (fields))
    ), common as (
      select f.n, count(distinct f.entry_id) as entries from found f group by f.n
    ), fit as (
      select f.entry_id
      from found f
      group by f.entry_id
      having count(distinct f.n) = cardinality(words) and max(f.n) <= cardinality(words)
      limit most
    ), by_field as (
      select f.entry_id, f.n, f.field, max(search_score(s.document, a.query)) as score
      from fit
        join found f on f.entry_id = fit.entry_id
        join asked a on a.n = f.n
        join search_rows s on s.site_id = dozo_site() and s.entry_id = f.entry_id and s.stage = in_stage and s.locale = f.locale
          and s.field = f.field and s.part = f.part
      group by f.entry_id, f.n, f.field
    ), ranked as (
      select b.entry_id, sum(b.score / ln(2 + c.entries))::real as score
      from by_field b
        join common c on c.n = b.n
      group by b.entry_id
    )
    select r.entry_id, r.score
    from ranked r
      join entries e on e.site_id = dozo_site() and e.id = r.entry_id
    where in_stage = 'work'
      or (
        e.live is not null
        and (e.live_from is null or e.live_from <= moment)
        and (e.live_until is null or e.live_until > moment)
      )
    order by r.score desc, r.entry_id desc
    limit wanted;
end
$function$
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.search_score(document tsvector, word tsquery)
 RETURNS real
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (ts_rank_cd('{0.4,0.5,0.6,1}'::real[], document, word) / (ts_rank_cd('{1,1,1,1}'::real[], document, word) + ((3)::double precision * ((0.5)::double precision + (ln(((1 + length(document)))::double precision) / (10)::double precision)))))
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.session_of_spent_token(wanted bytea)
 RETURNS TABLE(site_id uuid, id uuid, member_id uuid, door text, last_seen_at timestamp with time zone, created_at timestamp with time zone, expires_at timestamp with time zone, site_key text, member_name text, member_email text, member_status text, spent_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.site_id,
     s.id,
     s.member_id,
     s.door,
     s.last_seen_at,
     s.created_at,
     s.expires_at,
     t.key,
     m.name,
     m.email,
     m.status,
     p.spent_at
    FROM (((spent_session_tokens p
      JOIN sessions s ON (((s.site_id = p.site_id) AND (s.id = p.session_id))))
      JOIN sites t ON ((t.id = s.site_id)))
      JOIN members m ON (((m.site_id = s.site_id) AND (m.id = s.member_id))))
   WHERE (p.token_hash = session_of_spent_token.wanted);
END
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.session_of_token(wanted bytea)
 RETURNS TABLE(site_id uuid, id uuid, member_id uuid, door text, last_seen_at timestamp with time zone, created_at timestamp with time zone, expires_at timestamp with time zone, site_key text, member_name text, member_email text, member_status text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.site_id,
     s.id,
     s.member_id,
     s.door,
     s.last_seen_at,
     s.created_at,
     s.expires_at,
     t.key,
     m.name,
     m.email,
     m.status
    FROM ((sessions s
      JOIN sites t ON ((t.id = s.site_id)))
      JOIN members m ON (((m.site_id = s.site_id) AND (m.id = s.member_id))))
   WHERE (s.token_hash = session_of_token.wanted);
END
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.setup_link_of_hash(wanted bytea)
 RETURNS TABLE(site_id uuid, site_key text, site_name text, expires_at timestamp with time zone, used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT l.site_id,
     s.key,
     s.name,
     l.expires_at,
     l.used_at
    FROM (setup_links l
      JOIN sites s ON ((s.id = l.site_id)))
   WHERE (l.token_hash = setup_link_of_hash.wanted);
END
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.site_jobs()
 RETURNS TABLE(id bigint, name text, locked boolean, attempts integer, max_attempts integer, run_at timestamp with time zone, last_error text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return query
    select j.id, t.identifier, j.locked_at is not null, j.attempts::integer, j.max_attempts::integer, j.run_at, j.last_error
    from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'siteId' = dozo_site()::text
    order by j.id desc
    limit 500;
end
$function$
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.site_named(wanted text)
 RETURNS TABLE(id uuid, key text, name text, home boolean, locales text[], default_locale text, time_zone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.id,
     s.key,
     s.name,
     s.home,
     s.locales,
     s.default_locale,
     s.time_zone
    FROM sites s
   WHERE (s.key = site_named.wanted);
END
grant execute to dozo_app

CREATE OR REPLACE FUNCTION public.site_of_host(wanted text)
 RETURNS TABLE(key text, purpose text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.key,
     h.purpose
    FROM (site_hosts h
      JOIN sites s ON ((s.id = h.site_id)))
   WHERE (h.host = site_of_host.wanted);
END
grant execute to dozo_app
