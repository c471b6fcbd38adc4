-- Uploads that go on after a broken line. The id names their bytes in the storage, first as an unfinished thing, then as those of a version:
-- what neither an upload nor a version names is swept away.
create table uploads (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  -- who began it, and alone may go on
  actor_site_id uuid not null,
  actor_id uuid not null,
  folder text collate "C" not null,
  name text collate "C" not null,
  public boolean not null,
  keep_both boolean not null,
  -- the file that gets new bytes, and its etag; no etag: whatever it is
  replaces uuid,
  replaces_etag integer,
  length bigint not null check (length > 0),
  -- so many bytes are safe
  "offset" bigint not null default 0 check ("offset" between 0 and length),
  -- the request that is bringing bytes or finishing it, as long as it says so again and again
  held_by uuid,
  held_until timestamptz,
  -- why the bytes, all of them here, could not become a file: { status, code, params, errors }
  problem jsonb,
  -- what came of it
  file_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (site_id, id)
);
create index uploads_by_actor on uploads (site_id, actor_site_id, actor_id) where file_id is null;
create index uploads_over on uploads (expires_at);
alter table uploads enable row level security;
create policy site_wall on uploads using (site_id = dozo_site());
grant select, insert, update, delete on uploads to dozo_app;
