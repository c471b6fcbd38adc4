-- Content: definitions are data, entries hold a working copy and a live copy, the index rows make any field filter and sort.

create table content_types (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  definition jsonb not null,
  -- which filterable field sits in which column of entry_index
  columns jsonb not null,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id),
  unique (site_id, key)
);
alter table content_types enable row level security;
create policy site_wall on content_types using (site_id = dozo_site());
grant select, insert, update, delete on content_types to dozo_app;

create table entries (
  site_id uuid not null,
  id uuid not null,
  number bigint not null,
  type_id uuid not null,
  key text collate "C",
  parent_id uuid,
  position integer not null default 0,
  work jsonb not null,
  live jsonb,
  version integer not null default 1,
  live_version integer,
  live_key text collate "C",
  live_parent_id uuid,
  live_locales text[] not null default '{}',
  live_from timestamptz,
  live_until timestamptz,
  published_at timestamptz,
  etag integer not null default 1,
  created_at timestamptz not null,
  created_by_site_id uuid,
  created_by_id uuid,
  updated_at timestamptz not null,
  updated_by_site_id uuid,
  updated_by_id uuid,
  primary key (site_id, id),
  unique (site_id, number),
  foreign key (site_id, type_id) references content_types,
  foreign key (site_id, parent_id) references entries
);
create unique index entries_key on entries (site_id, type_id, key) where key is not null;
create unique index entries_live_key on entries (site_id, type_id, live_key) where live_key is not null;
create index entries_by_type on entries (site_id, type_id, id);
create index entries_by_parent on entries (site_id, parent_id) where parent_id is not null;
alter table entries enable row level security;
create policy site_wall on entries using (site_id = dozo_site());
grant select, insert, update, delete on entries to dozo_app;

create table entry_versions (
  site_id uuid not null,
  entry_id uuid not null,
  version integer not null,
  kind text not null check (kind in ('save', 'publish', 'restore', 'import')),
  "values" jsonb not null,
  key text,
  parent_id uuid,
  note text,
  at timestamptz not null,
  by_site_id uuid,
  by_id uuid,
  primary key (site_id, entry_id, version),
  foreign key (site_id, entry_id) references entries on delete cascade
);
alter table entry_versions enable row level security;
create policy site_wall on entry_versions using (site_id = dozo_site());
grant select, insert, update, delete on entry_versions to dozo_app;

-- One row per entry, stage and language; locale '*' where a type has no localised field. Values fall back to the
-- default language; `own` says that the language has content of its own. Double precision, because numeric is not leakproof.
create table entry_index (
  site_id uuid not null,
  type_id uuid not null,
  stage text not null check (stage in ('work', 'live')),
  locale text not null,
  entry_id uuid not null,
  own boolean not null,
  live_from timestamptz,
  live_until timestamptz,
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  number bigint not null,
  key text collate "C",
  parent_id uuid,
  position integer not null,
  status text not null,
  created_by_id uuid,
  t1 text collate "C",
  t2 text collate "C",
  t3 text collate "C",
  t4 text collate "C",
  t5 text collate "C",
  t6 text collate "C",
  t7 text collate "C",
  t8 text collate "C",
  t9 text collate "C",
  t10 text collate "C",
  t11 text collate "C",
  t12 text collate "C",
  n1 double precision,
  n2 double precision,
  n3 double precision,
  n4 double precision,
  n5 double precision,
  n6 double precision,
  n7 double precision,
  n8 double precision,
  d1 timestamptz,
  d2 timestamptz,
  d3 timestamptz,
  d4 timestamptz,
  d5 timestamptz,
  d6 timestamptz,
  primary key (site_id, entry_id, stage, locale),
  foreign key (site_id, entry_id) references entries on delete cascade
);
create index entry_index_published on entry_index (site_id, type_id, stage, locale, published_at, entry_id);
create index entry_index_updated on entry_index (site_id, type_id, stage, locale, updated_at, entry_id);
create index entry_index_created on entry_index (site_id, type_id, stage, locale, created_at, entry_id);
create index entry_index_number on entry_index (site_id, type_id, stage, locale, number, entry_id);
create index entry_index_parent on entry_index (site_id, type_id, stage, locale, parent_id, position, entry_id);
create index entry_index_boundary on entry_index (site_id, type_id, live_from) where live_from is not null;
create index entry_index_end on entry_index (site_id, type_id, live_until) where live_until is not null;
create index entry_index_t1 on entry_index (site_id, type_id, stage, locale, t1, entry_id) where t1 is not null;
create index entry_index_t2 on entry_index (site_id, type_id, stage, locale, t2, entry_id) where t2 is not null;
create index entry_index_t3 on entry_index (site_id, type_id, stage, locale, t3, entry_id) where t3 is not null;
create index entry_index_t4 on entry_index (site_id, type_id, stage, locale, t4, entry_id) where t4 is not null;
create index entry_index_t5 on entry_index (site_id, type_id, stage, locale, t5, entry_id) where t5 is not null;
create index entry_index_t6 on entry_index (site_id, type_id, stage, locale, t6, entry_id) where t6 is not null;
create index entry_index_t7 on entry_index (site_id, type_id, stage, locale, t7, entry_id) where t7 is not null;
create index entry_index_t8 on entry_index (site_id, type_id, stage, locale, t8, entry_id) where t8 is not null;
create index entry_index_t9 on entry_index (site_id, type_id, stage, locale, t9, entry_id) where t9 is not null;
create index entry_index_t10 on entry_index (site_id, type_id, stage, locale, t10, entry_id) where t10 is not null;
create index entry_index_t11 on entry_index (site_id, type_id, stage, locale, t11, entry_id) where t11 is not null;
create index entry_index_t12 on entry_index (site_id, type_id, stage, locale, t12, entry_id) where t12 is not null;
create index entry_index_n1 on entry_index (site_id, type_id, stage, locale, n1, entry_id) where n1 is not null;
create index entry_index_n2 on entry_index (site_id, type_id, stage, locale, n2, entry_id) where n2 is not null;
create index entry_index_n3 on entry_index (site_id, type_id, stage, locale, n3, entry_id) where n3 is not null;
create index entry_index_n4 on entry_index (site_id, type_id, stage, locale, n4, entry_id) where n4 is not null;
create index entry_index_n5 on entry_index (site_id, type_id, stage, locale, n5, entry_id) where n5 is not null;
create index entry_index_n6 on entry_index (site_id, type_id, stage, locale, n6, entry_id) where n6 is not null;
create index entry_index_n7 on entry_index (site_id, type_id, stage, locale, n7, entry_id) where n7 is not null;
create index entry_index_n8 on entry_index (site_id, type_id, stage, locale, n8, entry_id) where n8 is not null;
create index entry_index_d1 on entry_index (site_id, type_id, stage, locale, d1, entry_id) where d1 is not null;
create index entry_index_d2 on entry_index (site_id, type_id, stage, locale, d2, entry_id) where d2 is not null;
create index entry_index_d3 on entry_index (site_id, type_id, stage, locale, d3, entry_id) where d3 is not null;
create index entry_index_d4 on entry_index (site_id, type_id, stage, locale, d4, entry_id) where d4 is not null;
create index entry_index_d5 on entry_index (site_id, type_id, stage, locale, d5, entry_id) where d5 is not null;
create index entry_index_d6 on entry_index (site_id, type_id, stage, locale, d6, entry_id) where d6 is not null;
alter table entry_index enable row level security;
create policy site_wall on entry_index using (site_id = dozo_site());
grant select, insert, update, delete on entry_index to dozo_app;

-- To-many values (multi-select) and every relation, whether to one or many. `value` is the option or the entry's id.
create table entry_refs (
  site_id uuid not null,
  type_id uuid not null,
  stage text not null check (stage in ('work', 'live')),
  locale text not null,
  entry_id uuid not null,
  field text not null,
  position integer not null,
  relation boolean not null,
  value text collate "C" not null,
  primary key (site_id, entry_id, stage, field, locale, position),
  foreign key (site_id, entry_id) references entries on delete cascade
);
create index entry_refs_by_value on entry_refs (site_id, type_id, stage, field, locale, value, entry_id);
create index entry_refs_to on entry_refs (site_id, value) where relation;
alter table entry_refs enable row level security;
create policy site_wall on entry_refs using (site_id = dozo_site());
grant select, insert, update, delete on entry_refs to dozo_app;

-- Unique fields: one row per value, type and stage; the primary key is what refuses the second one.
create table entry_uniques (
  site_id uuid not null,
  type_id uuid not null,
  stage text not null check (stage in ('work', 'live')),
  field text not null,
  locale text not null,
  value_hash bytea not null,
  entry_id uuid not null,
  primary key (site_id, type_id, stage, field, locale, value_hash),
  foreign key (site_id, entry_id) references entries on delete cascade
);
create index entry_uniques_by_entry on entry_uniques (site_id, entry_id);
alter table entry_uniques enable row level security;
create policy site_wall on entry_uniques using (site_id = dozo_site());
grant select, insert, update, delete on entry_uniques to dozo_app;

-- Search rows: one per entry, stage, language, field and part (a tsvector ends at 16,383 positions). The full text operator is not
-- leakproof, so a policy would switch the index off: the app role comes in only through the definer function below.
create table search_rows (
  site_id uuid not null,
  type_id uuid not null,
  stage text not null,
  locale text not null,
  entry_id uuid not null,
  field text not null,
  part integer not null,
  document tsvector not null,
  primary key (site_id, entry_id, stage, locale, field, part),
  foreign key (site_id, entry_id) references entries on delete cascade
);
create index search_rows_document on search_rows using gin (document);
create index search_rows_by_type on search_rows (site_id, type_id, stage, locale);

-- Ids of entries that match, best first. `fields`: only in these (what a caller may not read is not found there). `most`: how many rows
-- are ranked before the best are taken; null ranks all of them.
create function search_entries(
  types uuid[], in_stage text, in_locale text, words text, fields text[], most integer, wanted integer, moment timestamptz
)
returns table (entry_id uuid, score real)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  query tsquery := words::tsquery;
begin
  return query
    with hits as (
      select s.entry_id, s.document
      from search_rows s
      where s.document @@ query
        and s.site_id = dozo_site()
        and s.type_id = any (types)
        and s.stage = in_stage
        and s.locale in ('*', in_locale)
        and (fields is null or s.type_id::text || '.' || s.field = any (fields))
      limit most
    ), ranked as (
      select h.entry_id, max(ts_rank(h.document, query)) as score
      from hits h
      group by h.entry_id
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
$$;

create table imports (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  type_id uuid not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  options jsonb not null,
  file text not null,
  total integer,
  done integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  error text,
  cancel_requested boolean not null default false,
  created_by_site_id uuid,
  created_by_id uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, type_id) references content_types on delete cascade
);
alter table imports enable row level security;
create policy site_wall on imports using (site_id = dozo_site());
grant select, insert, update, delete on imports to dozo_app;

create table import_errors (
  site_id uuid not null,
  import_id uuid not null,
  line integer not null,
  errors jsonb not null,
  primary key (site_id, import_id, line),
  foreign key (site_id, import_id) references imports on delete cascade
);
alter table import_errors enable row level security;
create policy site_wall on import_errors using (site_id = dozo_site());
grant select, insert on import_errors to dozo_app;
