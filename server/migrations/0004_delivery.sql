-- What goes out: APIs, their endpoints and their static tokens.

create table apis (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null,
  security text not null check (security in ('open', 'token', 'member')),
  origins text[] not null default '{}',
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id),
  unique (site_id, key)
);
alter table apis enable row level security;
create policy site_wall on apis using (site_id = dozo_site());
grant select, insert, update, delete on apis to dozo_app;

create table endpoints (
  site_id uuid not null,
  id uuid not null,
  api_id uuid not null,
  path text not null,
  operation text not null,
  type_id uuid,
  definition jsonb not null,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id),
  unique (site_id, api_id, path, operation),
  foreign key (site_id, api_id) references apis on delete cascade,
  foreign key (site_id, type_id) references content_types
);
create index endpoints_by_type on endpoints (site_id, type_id);
alter table endpoints enable row level security;
create policy site_wall on endpoints using (site_id = dozo_site());
grant select, insert, update, delete on endpoints to dozo_app;

create table api_static_tokens (
  site_id uuid not null,
  id uuid not null,
  api_id uuid not null,
  name text not null,
  prefix text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, api_id) references apis on delete cascade
);
create index api_static_tokens_by_api on api_static_tokens (site_id, api_id);
alter table api_static_tokens enable row level security;
create policy site_wall on api_static_tokens using (site_id = dozo_site());
grant select, insert, update, delete on api_static_tokens to dozo_app;
