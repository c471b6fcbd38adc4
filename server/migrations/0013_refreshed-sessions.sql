-- A session whose token was exchanged for a new one. The old ones are remembered: whoever comes with one later has not got it from us.
alter table sessions add column refreshed_at timestamptz;

create table spent_session_tokens (
  token_hash bytea primary key,
  site_id uuid not null,
  session_id uuid not null,
  spent_at timestamptz not null,
  foreign key (site_id, session_id) references sessions on delete cascade
);
create index spent_session_tokens_by_session on spent_session_tokens (site_id, session_id);
alter table spent_session_tokens enable row level security;
create policy site_wall on spent_session_tokens using (site_id = dozo_site());
grant select, insert on spent_session_tokens to dozo_app;

create function session_of_spent_token(wanted bytea)
returns table (
  site_id uuid, id uuid, member_id uuid, door text, last_seen_at timestamptz, created_at timestamptz, expires_at timestamptz,
  site_key text, member_name text, member_email text, member_status text, spent_at timestamptz
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.site_id, s.id, s.member_id, s.door, s.last_seen_at, s.created_at, s.expires_at,
    t.key, m.name, m.email, m.status, p.spent_at
  from spent_session_tokens p
    join sessions s on s.site_id = p.site_id and s.id = p.session_id
    join sites t on t.id = s.site_id
    join members m on m.site_id = s.site_id and m.id = s.member_id
  where p.token_hash = wanted;
end;
