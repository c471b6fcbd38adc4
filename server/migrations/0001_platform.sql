-- What every room stands on: the instance, the walls between sites, events, requests that may be repeated.
-- Tables belong to dozo_owner; requests run as dozo_app, which sees only the site named in the setting dozo.site.

alter default privileges revoke execute on functions from public;
alter default privileges grant execute on functions to dozo_app;

create function dozo_site() returns uuid
language sql stable parallel safe
return nullif(current_setting('dozo.site', true), '')::uuid;

create table instance (
  one boolean primary key default true check (one),
  id uuid not null,
  epoch integer not null default 1,
  created_at timestamptz not null
);
grant select on instance to dozo_app;

create table sites (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null,
  home boolean not null default false,
  locales text[] not null check (cardinality(locales) between 1 and 50),
  default_locale text not null check (default_locale = any (locales)),
  time_zone text not null,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index sites_one_home on sites (home) where home;
alter table sites enable row level security;
create policy own_site on sites using (id = dozo_site());
grant select, update on sites to dozo_app;

create table site_hosts (
  host text primary key,
  site_id uuid not null references sites on delete cascade,
  purpose text not null default 'front' check (purpose in ('console', 'front', 'api', 'files', 'preview', 'status'))
);
create index site_hosts_site on site_hosts (site_id);
alter table site_hosts enable row level security;
create policy site_wall on site_hosts using (site_id = dozo_site());
grant select, insert, update, delete on site_hosts to dozo_app;

create table site_counters (
  site_id uuid not null references sites on delete cascade,
  name text not null,
  value bigint not null,
  primary key (site_id, name)
);
alter table site_counters enable row level security;
create policy site_wall on site_counters using (site_id = dozo_site());
grant select, insert, update on site_counters to dozo_app;

-- Ids are given out before their transactions commit: readers stop at the oldest transaction still running (xid).
create table events (
  site_id uuid not null references sites on delete cascade,
  id bigint generated always as identity,
  epoch integer not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  type text not null,
  actor jsonb not null,
  subject_type text not null,
  subject_id text not null,
  data jsonb not null,
  request_id text,
  primary key (site_id, id)
);
create index events_in_order on events (xid, id);
alter table events enable row level security;
create policy site_wall on events using (site_id = dozo_site());
grant select, insert on events to dozo_app;

create table subscriptions (
  name text primary key,
  epoch integer not null,
  xid xid8 not null,
  id bigint not null,
  failures integer not null default 0,
  last_error text,
  updated_at timestamptz not null
);

create table idempotency_keys (
  site_id uuid not null references sites on delete cascade,
  actor text not null,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  status integer,
  reply text,
  created_at timestamptz not null,
  primary key (site_id, actor, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
alter table idempotency_keys enable row level security;
create policy site_wall on idempotency_keys using (site_id = dozo_site());
grant select, insert, update, delete on idempotency_keys to dozo_app;

-- The named ways across the walls. Each answers one question and nothing else.
create function site_named(wanted text)
returns table (id uuid, key text, name text, home boolean, locales text[], default_locale text, time_zone text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.id, s.key, s.name, s.home, s.locales, s.default_locale, s.time_zone
  from sites s
  where s.key = wanted;
end;

create function site_of_host(wanted text)
returns table (key text, purpose text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.key, h.purpose
  from site_hosts h join sites s on s.id = h.site_id
  where h.host = wanted;
end;

create function home_site_key() returns text
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.key from sites s where s.home;
end;
