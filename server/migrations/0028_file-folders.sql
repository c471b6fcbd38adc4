-- Folders that say something of their own: who sees and who changes what is in them and below, and what may be put there. A folder without
-- a row is just a part of the paths of its files.

create table file_folders (
  site_id uuid not null references sites on delete cascade,
  path text collate "C" not null check (path !~ '(^/|//|/$)'),
  -- keys of groups; null: as the folder above says
  view text[],
  edit text[],
  -- endings of names and kinds of files; null: as the folder above says
  endings text[],
  kinds text[],
  -- bytes of one file; null: as the folder above says
  max_size bigint check (max_size > 0),
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, path)
);
alter table files add check (folder !~ '(^/|//|/$)');
alter table file_folders enable row level security;
create policy site_wall on file_folders using (site_id = dozo_site());
grant select, insert, update, delete on file_folders to dozo_app;
