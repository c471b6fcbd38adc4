-- A version that is still being written: what is saved by itself goes into it until its sitting is over.
alter table entry_versions add column opened_at timestamptz;
create index entry_versions_open on entry_versions (site_id, entry_id) where opened_at is not null;
