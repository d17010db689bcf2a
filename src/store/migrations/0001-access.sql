-- Workspaces, people, sessions, the audit log and the history of rows; and the walls every later table stands behind.
-- Every key starts with workspace_id: a row can name only rows of its own workspace, and the schema distributes on it.

-- quanlian_secure puts one table behind its workspace. A superuser passes row-level security, and the embedded
-- database knows no other login, so every transaction also changes to quanlian_reader or quanlian_writer.
create function quanlian_secure(table_name text, keep_history boolean default false, append_only boolean default false)
returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('alter table %I force row level security', table_name);
  execute format(
    'create policy workspace_wall on %I using (workspace_id = current_setting(''app.workspace'', true))
       with check (workspace_id = current_setting(''app.workspace'', true))', table_name);
  execute format('grant select on %I to quanlian_reader', table_name);
  if append_only then
    execute format('grant select, insert on %I to quanlian_writer', table_name);
    execute format(
      'create trigger append_only before update or delete on %I for each row execute function quanlian_refuse_change()',
      table_name);
    execute format(
      'create trigger append_only_whole before truncate on %I for each statement execute function quanlian_refuse_change()',
      table_name);
  else
    execute format('grant select, insert, update, delete on %I to quanlian_writer', table_name);
  end if;
  if keep_history then
    -- Looked up once, not at every row: the key that names a row, and the columns whose values stay out.
    execute format(
      'create trigger keep_history after insert or update or delete on %I
         for each row execute function quanlian_keep_history(%L, %L)',
      table_name,
      (select coalesce(array_agg(a.attname::text), '{}') from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
         where i.indrelid = to_regclass(format('public.%I', table_name)) and i.indisprimary
           and a.attname <> 'workspace_id'),
      (select coalesce(array_agg(a.attname::text), '{}') from pg_attribute a
         where a.attrelid = to_regclass(format('public.%I', table_name)) and a.attname like '%\_hash'));
  end if;
end $$;

create function quanlian_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'QL001';
end $$;

create table workspace (
  workspace_id text not null check (workspace_id ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  name text not null check (name <> ''),
  created_at timestamptz not null default now(),
  primary key (workspace_id)
);

create table person (
  workspace_id text not null references workspace (workspace_id),
  id text not null,
  name text not null check (name <> ''),
  -- Name of an account; null for a person who enters by link only.
  login text,
  -- argon2id in its encoded form; the encoding carries salt and cost.
  password_hash text,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, login)
);

create table role_grant (
  workspace_id text not null,
  id text not null,
  person_id text not null,
  role text not null check (role in
    ('admin', 'auditor', 'security', 'chief', 'office', 'taskforce', 'department', 'county', 'enterprise', 'public')),
  -- A GB/T 2260 code or an enterprise id; null reaches the whole workspace.
  scope text,
  granted_at timestamptz not null default now(),
  granted_by text,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, person_id, role, scope),
  foreign key (workspace_id, person_id) references person (workspace_id, id)
);

create table session (
  workspace_id text not null,
  -- sha-256 of the token in the cookie; the token itself is nowhere.
  token_hash text not null,
  person_id text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, person_id) references person (workspace_id, id)
);

create table sign_in_link (
  workspace_id text not null,
  token_hash text not null,
  person_id text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, person_id) references person (workspace_id, id)
);

-- Who did what. Each entry carries the hash of the one before it, so that a row taken out or changed behind the
-- database's back shows. The door may name nobody (a refused link), therefore person_id is no foreign key.
create table audit_entry (
  workspace_id text not null references workspace (workspace_id),
  id text not null,
  position bigint not null,
  at timestamptz not null,
  person_id text not null,
  person_name text not null,
  door text not null,
  operation text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  code text,
  input jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (workspace_id, id),
  unique (workspace_id, position)
);

create function quanlian_audit_hash(entry audit_entry) returns text language sql immutable
set timezone to 'UTC' set datestyle to 'ISO, MDY' as $$
  select encode(sha256(convert_to(jsonb_build_array(
    entry.workspace_id, entry.id, entry.position, extract(epoch from entry.at)::text, entry.person_id, entry.person_name,
    entry.door, entry.operation, entry.outcome, entry.code, entry.input, entry.previous_hash)::text, 'UTF8')), 'hex')
$$;

create function quanlian_chain_audit() returns trigger language plpgsql as $$
declare
  previous record;
begin
  -- One appender at a time in a workspace; the entry is written last in its transaction, so the wait is short.
  perform pg_advisory_xact_lock(hashtextextended('audit ' || new.workspace_id, 0));
  select a.position, a.hash into previous from audit_entry a
    where a.workspace_id = new.workspace_id order by a.position desc limit 1;
  new.position := coalesce(previous.position, 0) + 1;
  new.previous_hash := coalesce(previous.hash, '');
  new.hash := quanlian_audit_hash(new);
  return new;
end $$;

create trigger chain_audit before insert on audit_entry for each row execute function quanlian_chain_audit();

-- What a row was before: written by the trigger only, never by the application.
create table history (
  workspace_id text not null,
  id text not null default gen_random_uuid()::text,
  at timestamptz not null default clock_timestamp(),
  person_id text not null,
  operation text not null,
  table_name text not null,
  row_key jsonb not null,
  action text not null check (action in ('insert', 'update', 'delete')),
  before jsonb,
  after jsonb,
  primary key (workspace_id, id)
);
create index history_of_row on history (workspace_id, table_name, row_key, at);

-- A long value is kept as its size and digest.
create function quanlian_history_values(values_of jsonb) returns jsonb language plpgsql immutable strict as $$
begin
  if octet_length(values_of::text) <= 20000 then
    return values_of;
  end if;
  return (
    select jsonb_object_agg(key, case
      when octet_length(value::text) > 20000
        then jsonb_build_object('size', octet_length(value::text), 'md5', md5(value::text))
      else value end)
    from jsonb_each(values_of));
end $$;

-- Arguments: the columns of the key, and the columns that never enter the history (secrets, named …_hash).
create function quanlian_keep_history() returns trigger language plpgsql security definer set search_path to public, pg_temp as $$
declare
  hidden text[] := tg_argv[1];
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - hidden end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - hidden end;
  whole jsonb := coalesce(new_row, old_row);
  row_key jsonb := '{}';
  name text;
begin
  foreach name in array tg_argv[0]::text[] loop
    row_key := row_key || jsonb_build_object(name, whole -> name);
  end loop;
  if tg_op = 'UPDATE' then
    for name in select key from jsonb_each(new_row) where value is not distinct from old_row -> key loop
      old_row := old_row - name;
      new_row := new_row - name;
    end loop;
    if new_row = '{}' then
      return null;
    end if;
  end if;
  insert into history (workspace_id, person_id, operation, table_name, row_key, action, before, after)
  values (
    whole ->> 'workspace_id', coalesce(current_setting('app.person', true), ''),
    coalesce(current_setting('app.operation', true), ''), tg_table_name, row_key, lower(tg_op),
    quanlian_history_values(old_row), quanlian_history_values(new_row));
  return null;
end $$;

select quanlian_secure('workspace', keep_history => true);
select quanlian_secure('person', keep_history => true);
select quanlian_secure('role_grant', keep_history => true);
select quanlian_secure('session');
select quanlian_secure('sign_in_link');
select quanlian_secure('audit_entry', append_only => true);
select quanlian_secure('history', append_only => true);
revoke insert on history from quanlian_writer;

-- The start of the server asks which workspaces there are, before anyone is in one.
create policy workspace_listing on workspace for select using (current_setting('app.workspace', true) = '*');
