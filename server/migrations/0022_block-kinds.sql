-- Kinds of blocks that are defined once for a site. A definition is kept as it was written: where it uses other kinds, it names them.
-- Content types hold the kinds that they use, filled in: they follow in the transaction that changes a kind.

create table block_kinds (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  key text collate "C" not null,
  definition jsonb not null,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id),
  unique (site_id, key)
);
alter table block_kinds enable row level security;
create policy site_wall on block_kinds using (site_id = dozo_site());
grant select, insert, update, delete on block_kinds to dozo_app;
