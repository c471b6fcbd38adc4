-- Keys under which readers knew an entry before: its address was made of them, and somebody still follows it.

create table entry_old_keys (
  site_id uuid not null,
  type_id uuid not null,
  key text collate "C" not null,
  entry_id uuid not null,
  until timestamptz not null,
  primary key (site_id, type_id, key),
  foreign key (site_id, entry_id) references entries on delete cascade
);
create index entry_old_keys_by_entry on entry_old_keys (site_id, entry_id);
alter table entry_old_keys enable row level security;
create policy site_wall on entry_old_keys using (site_id = dozo_site());
grant select, insert, update, delete on entry_old_keys to dozo_app;
