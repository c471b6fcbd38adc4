-- A site's types, stages and languages depend on each other: without this PostgreSQL takes them for independent and expects a fraction
-- of the rows that are there.
create statistics entry_index_kinds (mcv, ndistinct) on site_id, type_id, stage, locale from entry_index;
