-- Looks of images with a name of the site's own, for addresses such as `?preset=card`.

create table image_presets (
  site_id uuid not null references sites on delete cascade,
  key text collate "C" not null,
  params jsonb not null,
  etag integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (site_id, key)
);
alter table image_presets enable row level security;
create policy site_wall on image_presets using (site_id = dozo_site());
grant select, insert, update, delete on image_presets to dozo_app;
