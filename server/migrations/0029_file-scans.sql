-- Files wait until a virus scanner has looked at them; nobody gets their bytes before.
alter table files add column held boolean not null default false;
alter table file_versions add column held boolean not null default false;
create index file_versions_held on file_versions (site_id, file_id) where held;
grant update (held) on file_versions to dozo_app;
