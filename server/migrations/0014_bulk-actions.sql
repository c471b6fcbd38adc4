-- One action on many entries: which ones is frozen when it is asked for, and each has its outcome.

create table bulk_actions (
  site_id uuid not null references sites on delete cascade,
  id uuid not null,
  type_id uuid not null,
  action jsonb not null,
  -- who asked, and what they might do then
  caller jsonb not null,
  status text not null check (status in ('frozen', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  total integer not null,
  done integer not null default 0,
  skipped integer not null default 0,
  refused integer not null default 0,
  error text,
  cancel_requested boolean not null default false,
  undo_of uuid,
  created_by_site_id uuid,
  created_by_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (site_id, id)
);
create index bulk_actions_over on bulk_actions (expires_at);
alter table bulk_actions enable row level security;
create policy site_wall on bulk_actions using (site_id = dozo_site());
grant select, insert, update, delete on bulk_actions to dozo_app;

create table bulk_action_entries (
  site_id uuid not null,
  action_id uuid not null,
  position integer not null,
  entry_id uuid not null,
  -- null: not yet
  result text check (result in ('done', 'skipped', 'refused')),
  errors jsonb,
  -- what readers had before, and the entry's version after: what an undo needs
  before jsonb,
  etag integer,
  primary key (site_id, action_id, position),
  foreign key (site_id, action_id) references bulk_actions on delete cascade
);
alter table bulk_action_entries enable row level security;
create policy site_wall on bulk_action_entries using (site_id = dozo_site());
grant select, insert, update, delete on bulk_action_entries to dozo_app;
