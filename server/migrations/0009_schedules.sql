-- What is to happen to an entry by itself at a moment: one of its versions goes live, or it is taken away, in all languages or in some.

create table entry_schedules (
  site_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  type_id uuid not null,
  action text not null check (action in ('publish', 'unpublish')),
  -- what goes live; null: nothing does
  version integer check ((version is null) = (action = 'unpublish')),
  -- null: all languages
  locales text[],
  at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
  errors jsonb,
  etag integer not null default 1,
  created_at timestamptz not null,
  created_by_site_id uuid,
  created_by_id uuid,
  ended_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, entry_id) references entries on delete cascade
);
create index entry_schedules_by_status on entry_schedules (site_id, status, at, id);
create index entry_schedules_by_entry on entry_schedules (site_id, entry_id, at);
create index entry_schedules_due on entry_schedules (at) where status = 'waiting';
alter table entry_schedules enable row level security;
create policy site_wall on entry_schedules using (site_id = dozo_site());
grant select, insert, update, delete on entry_schedules to dozo_app;
