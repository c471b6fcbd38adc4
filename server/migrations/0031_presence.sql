-- Who has an entry open in the console right now. Losing it is harmless: within seconds everybody has said again that they are there.
create unlogged table entry_presence (
  site_id uuid not null,
  entry_id uuid not null,
  member_site_id uuid not null,
  member_id uuid not null,
  writing boolean not null,
  since timestamptz not null,
  at timestamptz not null,
  primary key (site_id, entry_id, member_id)
);
create index entry_presence_old on entry_presence (at);
alter table entry_presence enable row level security;
create policy site_wall on entry_presence using (site_id = dozo_site());
grant select, insert, update, delete on entry_presence to dozo_app;
