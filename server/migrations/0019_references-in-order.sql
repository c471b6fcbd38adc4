-- What points to an entry is read page by page. Of an entry that a million point to, a page had read and sorted all of them first; in the
-- order of this index it ends where the page does.
create index entry_refs_pointing on entry_refs (site_id, value, entry_id, field) where relation;
drop index entry_refs_to;
