-- What every list asks of a row besides what it is looked up by, readers' lists whether it is visible now and when it was published, stands
-- in the indexes themselves: the rows, which lie far apart, are left alone. Ninety entries of a category among a million were 101 pages,
-- 92 of them not in memory yet, and are some fifty, of which six were not.

do $$
declare
  flex text;
begin
  foreach flex in array array[
    't1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't9', 't10', 't11', 't12', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8',
    'd1', 'd2', 'd3', 'd4', 'd5', 'd6'
  ] loop
    execute format('drop index entry_index_%s', flex);
    execute format(
      'create index entry_index_%1$s on entry_index (site_id, type_id, stage, locale, %1$s, entry_id)
        include (published_at, live_from, live_until) where %1$s is not null',
      flex
    );
  end loop;
end
$$;

drop index entry_index_created, entry_index_updated, entry_index_published, entry_index_number, entry_index_parent;
create index entry_index_created on entry_index (site_id, type_id, stage, locale, created_at, entry_id)
  include (live_from, live_until);
create index entry_index_updated on entry_index (site_id, type_id, stage, locale, updated_at, entry_id)
  include (live_from, live_until);
create index entry_index_published on entry_index (site_id, type_id, stage, locale, published_at, entry_id)
  include (live_from, live_until);
create index entry_index_number on entry_index (site_id, type_id, stage, locale, number, entry_id)
  include (live_from, live_until);
create index entry_index_parent on entry_index (site_id, type_id, stage, locale, parent_id, position, entry_id)
  include (live_from, live_until);

-- Entries that are found by what they point to are asked for here.
alter table entry_index drop constraint entry_index_pkey;
alter table entry_index add primary key (site_id, entry_id, stage, locale) include (type_id, live_from, live_until);
