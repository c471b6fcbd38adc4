-- What an import did to each entry, so that it can be taken back as a whole.
create table import_entries (
  site_id uuid not null,
  import_id uuid not null,
  -- negative for what was made on the way for a relation or a path
  line bigint not null,
  entry_id uuid not null,
  etag integer not null,
  before jsonb,
  primary key (site_id, import_id, line),
  foreign key (site_id, import_id) references imports on delete cascade
);
alter table import_entries enable row level security;
create policy site_wall on import_entries using (site_id = dozo_site());
grant select, insert, delete on import_entries to dozo_app;

-- Entries that an undo has left as they are, with the reason.
create table import_undo_kept (
  site_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  entry_id uuid not null,
  code text not null,
  primary key (site_id, import_id, line),
  foreign key (site_id, import_id) references imports on delete cascade
);
alter table import_undo_kept enable row level security;
create policy site_wall on import_undo_kept using (site_id = dozo_site());
grant select, insert, delete on import_undo_kept to dozo_app;

alter table imports
  add column undo_status text check (undo_status in ('waiting', 'running', 'done', 'failed')),
  add column undo_options jsonb,
  add column undo_done integer not null default 0,
  add column undo_kept integer not null default 0,
  -- Lines are taken back from the last to the first: what lies below and points goes before what it needs.
  add column undo_line bigint,
  add column undo_error text;
