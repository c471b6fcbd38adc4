-- Calls counted per caller and endpoint, shared by every process. Losing them is harmless: no need to survive a crash.

create unlogged table rate_limits (
  site_id uuid not null,
  key bytea not null,
  since timestamptz not null,
  calls integer not null,
  primary key (site_id, key)
);
create index rate_limits_old on rate_limits (since);
alter table rate_limits enable row level security;
create policy site_wall on rate_limits using (site_id = dozo_site());
grant select, insert, update, delete on rate_limits to dozo_app;
