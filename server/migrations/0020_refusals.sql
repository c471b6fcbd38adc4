-- What was refused lately, and why, for whoever is asked about it. A hint, not a record: under a flood not all of it is kept.
create table refusals (
  site_id uuid not null references sites on delete cascade,
  request_id text not null,
  at timestamptz not null,
  door text not null check (door in ('console', 'site')),
  method text not null,
  path text not null,
  status integer not null,
  code text not null,
  params jsonb not null,
  errors jsonb not null,
  primary key (site_id, request_id)
);
create index refusals_by_age on refusals (at);
alter table refusals enable row level security;
create policy site_wall on refusals using (site_id = dozo_site());
grant select on refusals to dozo_app;
