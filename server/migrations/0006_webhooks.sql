-- What other systems are told: addresses that are called when something happens, and each call with what came of it.

create table webhooks (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  -- keys of content types; null: all, and events that are about no entry
  types text[],
  condition jsonb,
  -- the endpoint whose answer is sent along, `api` and `path`
  payload jsonb,
  -- sealed; the one before it signs along until `previous_until`
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  active boolean not null default true,
  failing_since timestamptz,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id)
);
alter table webhooks enable row level security;
create policy site_wall on webhooks using (site_id = dozo_site());
grant select, insert, update, delete on webhooks to dozo_app;

create table webhook_deliveries (
  site_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  -- which event it tells of: a batch of events may be read twice, the same event is told once
  event_key text not null,
  event_type text not null,
  subject_id text not null,
  body text not null,
  status text not null check (status in ('waiting', 'done', 'retrying', 'dead')),
  attempts integer not null default 0,
  response_status integer,
  response_text text,
  error text,
  duration_ms integer,
  created_at timestamptz not null,
  tried_at timestamptz,
  primary key (site_id, id),
  unique (site_id, webhook_id, event_key),
  foreign key (site_id, webhook_id) references webhooks on delete cascade
);
create index webhook_deliveries_by_webhook on webhook_deliveries (site_id, webhook_id, id);
create index webhook_deliveries_old on webhook_deliveries (created_at);
alter table webhook_deliveries enable row level security;
create policy site_wall on webhook_deliveries using (site_id = dozo_site());
grant select, insert, update, delete on webhook_deliveries to dozo_app;
