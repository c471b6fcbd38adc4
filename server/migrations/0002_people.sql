-- Members, what they may do, how they come in, and what is written down about it.

create table members (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  name text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  password_hash text,
  password_changed_at timestamptz,
  last_login_at timestamptz,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id),
  unique (site_id, email)
);
create index members_by_name on members (site_id, name collate "C", id);
alter table members enable row level security;
create policy site_wall on members using (site_id = dozo_site());
grant select, insert, update, delete on members to dozo_app;

create table groups (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  name jsonb not null,
  builtin boolean not null default false,
  grants jsonb not null,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id),
  unique (site_id, key)
);
alter table groups enable row level security;
create policy site_wall on groups using (site_id = dozo_site());
grant select, insert, update, delete on groups to dozo_app;

create table member_groups (
  site_id uuid not null,
  member_id uuid not null,
  group_id uuid not null,
  primary key (site_id, member_id, group_id),
  foreign key (site_id, member_id) references members on delete cascade,
  foreign key (site_id, group_id) references groups on delete cascade
);
create index member_groups_by_group on member_groups (site_id, group_id);
alter table member_groups enable row level security;
create policy site_wall on member_groups using (site_id = dozo_site());
grant select, insert, delete on member_groups to dozo_app;

-- One data key per member, itself sealed with the instance's key: erasing a person destroys the key.
create table member_keys (
  site_id uuid not null references sites on delete cascade,
  member_id uuid not null,
  sealed_key bytea not null,
  primary key (site_id, member_id)
);
alter table member_keys enable row level security;
create policy site_wall on member_keys using (site_id = dozo_site());
grant select, insert, delete on member_keys to dozo_app;

create table sessions (
  site_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  door text not null check (door in ('console', 'site')),
  token_hash bytea not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip text not null,
  user_agent text not null,
  primary key (site_id, id),
  foreign key (site_id, member_id) references members on delete cascade
);
create index sessions_by_member on sessions (site_id, member_id);
create index sessions_by_expiry on sessions (expires_at);
alter table sessions enable row level security;
create policy site_wall on sessions using (site_id = dozo_site());
grant select, insert, update, delete on sessions to dozo_app;

-- Failed log-ins by account and by address, counted where every process sees them. `key` is a keyed hash.
create table login_failures (
  site_id uuid not null references sites on delete cascade,
  key bytea not null,
  failures integer not null,
  blocked_until timestamptz,
  updated_at timestamptz not null,
  primary key (site_id, key)
);
alter table login_failures enable row level security;
create policy site_wall on login_failures using (site_id = dozo_site());
grant select, insert, update, delete on login_failures to dozo_app;

create table api_tokens (
  site_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  prefix text not null,
  token_hash bytea not null unique,
  scopes jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, member_id) references members on delete cascade
);
alter table api_tokens enable row level security;
create policy site_wall on api_tokens using (site_id = dozo_site());
grant select, insert, update, delete on api_tokens to dozo_app;

create table setup_links (
  token_hash bytea primary key,
  site_id uuid not null references sites on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
alter table setup_links enable row level security;
create policy site_wall on setup_links using (site_id = dozo_site());
grant select, update on setup_links to dozo_app;

create table audit_records (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  at timestamptz not null,
  action text not null,
  result text not null check (result in ('done', 'refused', 'failed')),
  actor_kind text not null,
  actor_site_id uuid,
  actor_id uuid,
  subject_type text not null,
  subject_id text not null,
  changes jsonb,
  -- name, address and browser of the actor, encrypted with the actor's key; label and changes of a person with that person's key
  actor_personal bytea,
  subject_personal bytea,
  subject_member_id uuid,
  request_id text,
  primary key (site_id, id)
);
create index audit_records_by_actor on audit_records (site_id, actor_id, id);
create index audit_records_by_subject on audit_records (site_id, subject_type, subject_id, id);
alter table audit_records enable row level security;
create policy site_wall on audit_records using (site_id = dozo_site());
grant select, insert on audit_records to dozo_app;

-- Records that the sealer has not put into the chain yet, in the order of their transactions.
create table audit_queue (
  site_id uuid not null,
  record_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (site_id, record_id),
  foreign key (site_id, record_id) references audit_records
);
create index audit_queue_in_order on audit_queue (xid);
alter table audit_queue enable row level security;
create policy site_wall on audit_queue using (site_id = dozo_site());
grant insert on audit_queue to dozo_app;

-- The sealer's half: order and hash of each record, and a signature over each batch.
create table audit_chain (
  site_id uuid not null,
  sequence bigint not null,
  record_id uuid not null,
  hash bytea not null,
  primary key (site_id, sequence),
  unique (site_id, record_id),
  foreign key (site_id, record_id) references audit_records
);
alter table audit_chain enable row level security;
create policy site_wall on audit_chain using (site_id = dozo_site());
grant select on audit_chain to dozo_app;

create table audit_seals (
  site_id uuid not null references sites on delete cascade,
  sequence bigint not null,
  hash bytea not null,
  signature bytea not null,
  sealed_at timestamptz not null,
  primary key (site_id, sequence)
);
alter table audit_seals enable row level security;
create policy site_wall on audit_seals using (site_id = dozo_site());
grant select on audit_seals to dozo_app;

create function session_of_token(wanted bytea)
returns table (
  site_id uuid, id uuid, member_id uuid, door text, last_seen_at timestamptz, created_at timestamptz, expires_at timestamptz,
  site_key text, member_name text, member_email text, member_status text
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.site_id, s.id, s.member_id, s.door, s.last_seen_at, s.created_at, s.expires_at,
    t.key, m.name, m.email, m.status
  from sessions s
    join sites t on t.id = s.site_id
    join members m on m.site_id = s.site_id and m.id = s.member_id
  where s.token_hash = wanted;
end;

create function api_token_of_hash(wanted bytea)
returns table (
  site_id uuid, id uuid, member_id uuid, name text, scopes jsonb, expires_at timestamptz, last_used_at timestamptz,
  site_key text, member_name text, member_email text, member_status text
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select a.site_id, a.id, a.member_id, a.name, a.scopes, a.expires_at, a.last_used_at,
    t.key, m.name, m.email, m.status
  from api_tokens a
    join sites t on t.id = a.site_id
    join members m on m.site_id = a.site_id and m.id = a.member_id
  where a.token_hash = wanted;
end;

create function setup_link_of_hash(wanted bytea)
returns table (site_id uuid, site_key text, site_name text, expires_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select l.site_id, s.key, s.name, l.expires_at, l.used_at
  from setup_links l join sites s on s.id = l.site_id
  where l.token_hash = wanted;
end;
