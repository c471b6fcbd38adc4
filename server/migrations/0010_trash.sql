-- What was deleted is kept for a while, as a row that no statement about entries can find: index, relations, unique values and the key
-- go with the entry. Its versions stay where they are, so they no longer hang on the row in `entries`.

alter table entry_versions drop constraint entry_versions_site_id_entry_id_fkey;

create table entry_trash (
  site_id uuid not null,
  id uuid not null,
  type_id uuid not null,
  -- the row of `entries`, and the definition that its values were written by
  state jsonb not null,
  definition jsonb not null,
  -- entries that lay below it, for editors and for readers
  children uuid[] not null default '{}',
  live_children uuid[] not null default '{}',
  trashed_at timestamptz not null,
  trashed_by_site_id uuid,
  trashed_by_id uuid,
  purge_at timestamptz not null,
  primary key (site_id, id)
);
create index entry_trash_by_type on entry_trash (site_id, type_id, trashed_at, id);
create index entry_trash_over on entry_trash (purge_at);
alter table entry_trash enable row level security;
create policy site_wall on entry_trash using (site_id = dozo_site());
grant select, insert, update, delete on entry_trash to dozo_app;
