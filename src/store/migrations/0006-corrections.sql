-- What people teach the reader: parts they put back or set aside, corrections proposed for the same sentence elsewhere,
-- and files that come in by the folder.

-- A part put back into the body, or set aside, by a person. Only appended; `undo` takes back one earlier mark. The marks
-- that stand follow from the events in the order of their numbers and are given to every reading of the document.
create table page_mark (
  workspace_id text not null,
  id text not null,
  document_id text not null,
  -- 1 for the first mark on the document; the next is one more, so that none can slip in between.
  number integer not null check (number >= 1),
  act text not null check (act in ('put-back', 'put-aside', 'undo')),
  span_start integer,
  span_end integer,
  -- The mark holds only where the text it was made on still stands: a file decoded otherwise has other offsets.
  text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
  opening text,
  aside_reason text check (aside_reason in ('injected', 'comment', 'chrome', 'annotation', 'advert', 'foreign')),
  undoes text,
  reason text,
  person_id text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, document_id, number),
  -- A mark is taken back once; what is wanted again is marked again.
  unique (workspace_id, undoes),
  foreign key (workspace_id, document_id) references document (workspace_id, id),
  foreign key (workspace_id, undoes) references page_mark (workspace_id, id),
  check ((act = 'undo') = (undoes is not null)),
  check ((act = 'undo') = (span_start is null)),
  check ((span_start is null) = (span_end is null) and (span_start is null) = (text_sha256 is null)),
  check (span_start is null or (span_start >= 0 and span_end > span_start)),
  check ((act = 'put-aside') = (aside_reason is not null))
);

-- What a person decided about the same sentence in another place, proposed here while nobody has decided.
alter table claim_standing add column proposal jsonb;
create index claim_corrected on claim_standing (workspace_id, claim_id) where standing in ('edited', 'rejected');

create table batch (
  workspace_id text not null,
  id text not null,
  name text not null check (name <> ''),
  files integer not null check (files > 0),
  -- Hidden files, links and kinds that are not read: left out before the batch was opened, and said.
  skipped integer not null default 0 check (skipped >= 0),
  declared_published text check (declared_published ~ '^\d{4}-\d{2}-\d{2}$'),
  opened_at timestamptz not null default now(),
  opened_by text not null,
  cancelled_at timestamptz,
  cancelled_by text,
  -- When one of its files was last begun: the batch that has waited longest comes next.
  turn_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check ((cancelled_at is null) = (cancelled_by is null))
);
create index batch_by_time on batch (workspace_id, opened_at desc, id);

-- A file of a batch. It becomes a document when its reading begins, not before, so that a cancelled batch leaves nothing.
create table batch_file (
  workspace_id text not null,
  batch_id text not null,
  number integer not null check (number >= 1),
  name text not null check (name <> ''),
  bytes_count bigint not null check (bytes_count >= 0),
  state text not null check (state in ('expected', 'waiting', 'begun', 'refused', 'cancelled')),
  document_id text,
  -- The same bytes had come in before this batch.
  already boolean not null default false,
  problem_code text,
  problem jsonb,
  primary key (workspace_id, batch_id, number),
  foreign key (workspace_id, batch_id) references batch (workspace_id, id),
  foreign key (workspace_id, document_id) references document (workspace_id, id),
  check ((state = 'begun') = (document_id is not null)),
  check ((state = 'refused') = (problem is not null))
);
create index batch_file_waiting on batch_file (workspace_id, batch_id, number) where state = 'waiting';

-- Bytes that wait for their turn; gone once the file became a document or was taken back.
create table batch_bytes (
  workspace_id text not null,
  batch_id text not null,
  number integer not null,
  bytes bytea not null,
  bytes_count bigint not null check (bytes_count > 0),
  primary key (workspace_id, batch_id, number),
  foreign key (workspace_id, batch_id, number) references batch_file (workspace_id, batch_id, number)
);

select quanlian_secure('page_mark', append_only => true);
select quanlian_secure('batch');
select quanlian_secure('batch_file');
select quanlian_secure('batch_bytes');
