-- Each word of a search may stand in another field of an entry, a word that is excluded in none of them; and katakana is compared as
-- hiragana, for which every entry is indexed once more.
create table search_settings (
  site_id uuid primary key references sites on delete cascade,
  -- lists of words that mean the same
  synonyms jsonb not null,
  etag integer not null default 1,
  updated_at timestamptz not null
);
alter table search_settings enable row level security;
create policy site_wall on search_settings using (site_id = dozo_site());
grant select, insert, update on search_settings to dozo_app;

insert into events (site_id, epoch, at, type, actor, subject_type, subject_id, data)
select b.site_id, (select epoch from instance), now(), 'entries.rebuilt', '{"kind": "system", "reason": "upgrade"}'::jsonb, 'content_type',
  b.type_id::text, jsonb_build_object('typeId', b.type_id, 'ids', b.ids)
from (
  select e.site_id, e.type_id, e.block, jsonb_agg(e.id) as ids
  from (
    select site_id, type_id, id, row_number() over (partition by site_id, type_id order by id) / 500 as block
    from entries
  ) e
  group by e.site_id, e.type_id, e.block
) b;

-- Ids of entries in which all the words are found and none of the excluded, best first. `fields`: only in these (what a caller may not read
-- is not found there). `most`: how many are ranked before the best are taken; null ranks all of them. Where a word stands in several fields
-- each adds to the score, and a word counts the more the fewer entries have it.
create function search_score(document tsvector, word tsquery) returns real
language sql immutable parallel safe
-- How often the word is there, by the weight of the field: the tenth time says less than the first, and less in a long text than in a short.
return ts_rank_cd('{0.4, 0.5, 0.6, 1}', document, word)
  / (ts_rank_cd('{1, 1, 1, 1}', document, word) + 3 * (0.5 + ln(1 + length(document)) / 10));
revoke all on function search_score(tsvector, tsquery) from public;

drop function search_entries(uuid[], text, text, text, text[], integer, integer, timestamptz);
create function search_entries(
  types uuid[], in_stage text, in_locale text, words text[], excluded text[], fields text[], most integer, wanted integer,
  moment timestamptz
)
returns table (entry_id uuid, score real)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  word tsquery := words[1]::tsquery;
begin
  if cardinality(words) = 1 and cardinality(excluded) = 0 then
    -- Of the two halves one is never run.
    return query
      with found as (
        select s.site_id, s.type_id, s.locale, s.field, s.entry_id, s.document
        from search_rows s
        where in_stage = 'live' and s.stage = 'live' and s.document @@ word
        union all
        select s.site_id, s.type_id, s.locale, s.field, s.entry_id, s.document
        from search_rows s
        where in_stage = 'work' and s.stage = 'work' and s.document @@ word
      ), hits as (
        select f.entry_id, f.field, search_score(f.document, word) as score
        from found f
        where f.site_id = dozo_site()
          and f.type_id = any (types)
          and f.locale in ('*', in_locale)
          and (fields is null or f.type_id::text || '.' || f.field = any (fields))
        limit most
      ), by_field as (
        select h.entry_id, max(h.score) as score
        from hits h
        group by h.entry_id, h.field
      ), ranked as (
        select b.entry_id, sum(b.score)::real as score
        from by_field b
        group by b.entry_id
      )
      select r.entry_id, r.score
      from ranked r
        join entries e on e.site_id = dozo_site() and e.id = r.entry_id
      where in_stage = 'work'
        or (
          e.live is not null
          and (e.live_from is null or e.live_from <= moment)
          and (e.live_until is null or e.live_until > moment)
        )
      order by r.score desc, r.entry_id desc
      limit wanted;
    return;
  end if;
  return query
    with asked as (
      select n::integer as n, w::tsquery as query
      from unnest(words || excluded) with ordinality as a (w, n)
    ), found as materialized (
      select a.n, s.entry_id, s.locale, s.field, s.part
      from asked a
        join search_rows s on in_stage = 'live' and s.stage = 'live' and s.document @@ a.query
      where s.site_id = dozo_site() and s.type_id = any (types) and s.locale in ('*', in_locale)
        and (fields is null or s.type_id::text || '.' || s.field = any (fields))
      union all
      select a.n, s.entry_id, s.locale, s.field, s.part
      from asked a
        join search_rows s on in_stage = 'work' and s.stage = 'work' and s.document @@ a.query
      where s.site_id = dozo_site() and s.type_id = any (types) and s.locale in ('*', in_locale)
        and (fields is null or s.type_id::text || '.' || s.field = any (fields))
    ), common as (
      select f.n, count(distinct f.entry_id) as entries from found f group by f.n
    ), fit as (
      select f.entry_id
      from found f
      group by f.entry_id
      having count(distinct f.n) = cardinality(words) and max(f.n) <= cardinality(words)
      limit most
    ), by_field as (
      select f.entry_id, f.n, f.field, max(search_score(s.document, a.query)) as score
      from fit
        join found f on f.entry_id = fit.entry_id
        join asked a on a.n = f.n
        join search_rows s on s.site_id = dozo_site() and s.entry_id = f.entry_id and s.stage = in_stage and s.locale = f.locale
          and s.field = f.field and s.part = f.part
      group by f.entry_id, f.n, f.field
    ), ranked as (
      select b.entry_id, sum(b.score / ln(2 + c.entries))::real as score
      from by_field b
        join common c on c.n = b.n
      group by b.entry_id
    )
    select r.entry_id, r.score
    from ranked r
      join entries e on e.site_id = dozo_site() and e.id = r.entry_id
    where in_stage = 'work'
      or (
        e.live is not null
        and (e.live_from is null or e.live_from <= moment)
        and (e.live_until is null or e.live_until > moment)
      )
    order by r.score desc, r.entry_id desc
    limit wanted;
end
$$;
