-- What an API was before: its settings and endpoints at each change.
create table api_versions (
  site_id uuid not null,
  api_id uuid not null,
  version integer not null,
  definition jsonb not null,
  created_at timestamptz not null,
  created_by_id uuid,
  created_by text not null,
  primary key (site_id, api_id, version),
  foreign key (site_id, api_id) references apis on delete cascade
);
alter table api_versions enable row level security;
create policy site_wall on api_versions using (site_id = dozo_site());
grant select, insert, delete on api_versions to dozo_app;

-- How often endpoints were called, by days of their site.
create table endpoint_usage (
  site_id uuid not null,
  endpoint_id uuid not null,
  day date not null,
  calls bigint not null,
  last_used_at timestamptz not null,
  primary key (site_id, endpoint_id, day),
  foreign key (site_id, endpoint_id) references endpoints on delete cascade
);
create index endpoint_usage_by_day on endpoint_usage (day);
alter table endpoint_usage enable row level security;
create policy site_wall on endpoint_usage using (site_id = dozo_site());
grant select, insert, update, delete on endpoint_usage to dozo_app;
