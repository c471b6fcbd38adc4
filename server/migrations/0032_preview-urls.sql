-- Where a front shows what is still being written: type → address with places to fill in.
alter table sites add column preview_urls jsonb not null default '{}';
