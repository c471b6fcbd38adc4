-- A list of a type's entries as somebody wants to see it again: what is found, in which order, with which columns.

create table saved_views (
  site_id uuid not null,
  id uuid not null,
  type_id uuid not null,
  name text not null,
  -- seen by everybody who may read the type
  shared boolean not null,
  filter jsonb not null,
  search text,
  sort text,
  columns text[],
  owner_site_id uuid not null,
  owner_id uuid not null,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, id),
  foreign key (site_id, type_id) references content_types on delete cascade
);
create unique index saved_views_name on saved_views (site_id, type_id, owner_id, name);
alter table saved_views enable row level security;
create policy site_wall on saved_views using (site_id = dozo_site());
grant select, insert, update, delete on saved_views to dozo_app;
