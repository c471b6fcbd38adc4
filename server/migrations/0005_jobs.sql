-- Jobs are graphile-worker's; its tables belong to the owner. The app role adds and sees the jobs of its own site only.

create table cron_runs (
  name text not null,
  due timestamptz not null,
  primary key (name, due)
);

create function add_job(task text, payload json, run_at timestamptz, max_attempts integer, job_key text)
returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  if payload ->> 'siteId' is distinct from dozo_site()::text then
    raise exception 'a job names the site it is added in' using errcode = '42501';
  end if;
  return (
    select j.id
    from graphile_worker.add_job(
      identifier => task, payload => payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key
    ) j
  );
end
$$;

create function site_jobs()
returns table (
  id bigint, name text, locked boolean, attempts integer, max_attempts integer, run_at timestamptz, last_error text
)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
  return query
    select j.id, t.identifier, j.locked_at is not null, j.attempts::integer, j.max_attempts::integer, j.run_at, j.last_error
    from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'siteId' = dozo_site()::text
    order by j.id desc
    limit 500;
end
$$;

create function retry_job(wanted bigint)
returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  if not exists (select from site_jobs() s where s.id = wanted and not s.locked) then
    return false;
  end if;
  perform graphile_worker.reschedule_jobs(array[wanted], run_at => clock_timestamp(), attempts => 0);
  return true;
end
$$;

create function cancel_job(wanted bigint)
returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  if not exists (select from site_jobs() s where s.id = wanted and not s.locked) then
    return false;
  end if;
  perform graphile_worker.complete_jobs(array[wanted]);
  return true;
end
$$;
