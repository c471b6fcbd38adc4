-- Files of a site: what they are called and where, each of their versions with its bytes in the storage, addresses that they had before,
-- and links to private ones. Bytes are named by the version's id: nothing shares them, and what no row names is swept away.

create table files (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  -- `news/2026`; empty: the top
  folder text collate "C" not null,
  name text collate "C" not null,
  path text collate "C" not null generated always as (case folder when '' then name else folder || '/' || name end) stored,
  public boolean not null,
  -- by language
  alt jsonb not null default '{}',
  caption jsonb not null default '{}',
  credit text not null default '',
  tags text[] not null default '{}',
  -- of the current version, so that a list needs no join
  version integer not null default 1,
  type text not null,
  kind text not null check (kind in ('image', 'video', 'audio', 'document', 'other')),
  size bigint not null,
  hash text not null,
  width integer,
  height integer,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  trashed_at timestamptz,
  primary key (site_id, id)
);
create unique index files_by_path on files (site_id, path) where trashed_at is null;
create index files_by_folder on files (site_id, folder, id);
create index files_by_tag on files using gin (tags);
create index files_by_hash on files (site_id, hash);
create index files_trashed on files (trashed_at) where trashed_at is not null;
alter table files enable row level security;
create policy site_wall on files using (site_id = dozo_site());
grant select, insert, update, delete on files to dozo_app;

create table file_versions (
  site_id uuid not null,
  file_id uuid not null,
  version integer not null,
  -- names the bytes in the storage
  id uuid not null,
  type text not null,
  kind text not null,
  size bigint not null,
  hash text not null,
  width integer,
  height integer,
  created_at timestamptz not null,
  primary key (site_id, file_id, version),
  unique (site_id, id),
  foreign key (site_id, file_id) references files on delete cascade
);
alter table file_versions enable row level security;
create policy site_wall on file_versions using (site_id = dozo_site());
grant select, insert, delete on file_versions to dozo_app;

-- Where a file was before it was renamed or moved: asked there, the answer says where it is now.
create table file_paths (
  site_id uuid not null,
  path text collate "C" not null,
  file_id uuid not null,
  primary key (site_id, path),
  foreign key (site_id, file_id) references files on delete cascade
);
create index file_paths_by_file on file_paths (site_id, file_id);
alter table file_paths enable row level security;
create policy site_wall on file_paths using (site_id = dozo_site());
grant select, insert, update, delete on file_paths to dozo_app;

create table file_links (
  site_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (site_id, id),
  foreign key (site_id, file_id) references files on delete cascade
);
create index file_links_by_file on file_links (site_id, file_id);
create index file_links_over on file_links (expires_at);
alter table file_links enable row level security;
create policy site_wall on file_links using (site_id = dozo_site());
grant select, insert, delete on file_links to dozo_app;

-- Who may look and who may edit in sites that are there already.
update groups set grants = grants || '[{"permission": "files.read"}]' where builtin and key in ('editor', 'viewer');
update groups set grants = grants || '[{"permission": "files.write"}, {"permission": "files.delete"}]' where builtin and key = 'editor';
