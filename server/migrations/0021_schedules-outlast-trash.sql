-- What is planned for an entry is kept while it lies in the trash, as its versions are: taken back, it is still planned.
alter table entry_schedules drop constraint entry_schedules_site_id_entry_id_fkey;
