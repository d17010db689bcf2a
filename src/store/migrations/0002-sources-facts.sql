-- Documents, what the reader found in them, what people decided, and the ledger of facts.
-- Append-only tables say what was received, read and decided. `claim_standing`, `fact` and `fact_witness` hold the
-- present state that follows from them: they change only in the transaction that appends the event.

create table document (
  workspace_id text not null,
  id text not null,
  name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes_count bigint not null check (bytes_count > 0),
  url text,
  -- What the person who added it said; the reader's own finding stands in `published`.
  declared_published text check (declared_published ~ '^\d{4}-\d{2}-\d{2}$'),
  state text not null default 'received' check (state in ('received', 'reading', 'read', 'failed')),
  progress real not null default 0 check (progress between 0 and 1),
  problem_code text,
  problem jsonb,
  encoding text,
  title text,
  publisher text,
  -- A date with the precision it is known in: 2024, 2024-06 or 2024-06-19.
  published text check (published ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  reading_id text,
  set_aside_count integer not null default 0,
  -- The document this one is a copy of in other words' order or script: copies are one witness.
  copy_of text,
  demo boolean not null default false,
  received_at timestamptz not null default now(),
  received_by text not null,
  -- Who reads it now, and until when that is believed: a runner that died is recognised by its expired lease.
  runner text,
  lease_until timestamptz,
  -- How often reading it began without an end: a page that kills its reader must not do so for ever.
  attempts integer not null default 0,
  primary key (workspace_id, id),
  unique (workspace_id, sha256),
  foreign key (workspace_id, copy_of) references document (workspace_id, id),
  check ((state = 'failed') = (problem is not null)),
  check (state <> 'read' or reading_id is not null)
);
create index document_by_time on document (workspace_id, received_at desc, id);
create index document_waiting on document (workspace_id, received_at) where state in ('received', 'reading');

-- The bytes as they came, apart from the row whose state changes.
create table document_file (
  workspace_id text not null,
  document_id text not null,
  bytes bytea not null,
  primary key (workspace_id, document_id),
  foreign key (workspace_id, document_id) references document (workspace_id, id)
);

create table document_reading (
  workspace_id text not null,
  id text not null,
  document_id text not null,
  reader_version text not null,
  -- The decoded text; every offset is a UTF-16 unit of it.
  raw text not null,
  encoding text not null,
  language text,
  title text,
  publisher text,
  published text,
  blocks jsonb not null,
  set_asides jsonb not null,
  read_at timestamptz not null default now(),
  milliseconds integer not null check (milliseconds >= 0),
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references document (workspace_id, id)
);
create index document_reading_of on document_reading (workspace_id, document_id, read_at);

-- One statement in one document. Another reading that says something else about the same quote is another version.
create table claim (
  workspace_id text not null,
  id text not null,
  version integer not null check (version >= 1),
  document_id text not null,
  reading_id text not null,
  kind text not null check (kind in ('quantity', 'time', 'list', 'organisation', 'person', 'policy', 'relation', 'place', 'event')),
  quote text not null,
  quote_start integer not null check (quote_start >= 0),
  quote_end integer not null,
  -- The sentence around the quote, and the quote's offset in it.
  sentence text not null,
  sentence_start integer not null check (sentence_start >= 0),
  value numeric,
  value_to numeric,
  unit text,
  bound text check (bound in ('eq', 'gt', 'ge', 'lt', 'le', 'approx')),
  measure text,
  subject text,
  modality text check (modality in ('actual', 'target', 'forecast', 'plan', 'signed')),
  period_from date,
  period_to date,
  period_precision text check (period_precision in ('year', 'half', 'quarter', 'month', 'day')),
  inferred boolean not null,
  place text,
  place_code text,
  items jsonb not null,
  organisation text,
  attribution text,
  confidence double precision not null check (confidence between 0 and 1),
  reasons jsonb not null,
  status text not null check (status in ('auto', 'pending')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id, version),
  foreign key (workspace_id, document_id) references document (workspace_id, id),
  foreign key (workspace_id, reading_id) references document_reading (workspace_id, id),
  -- A character is one or two UTF-16 units.
  check (quote_end > quote_start),
  check (quote_end - quote_start between char_length(quote) and 2 * char_length(quote)),
  check (period_from is null or period_to is null or period_from <= period_to)
);
create index claim_of_document on claim (workspace_id, document_id, quote_start);

-- Where a claim stands now: follows from its versions and decisions, and is the row two deciders meet at.
create table claim_standing (
  workspace_id text not null,
  claim_id text not null,
  document_id text not null,
  kind text not null,
  -- The version shown: the newest, or the one a person decided on.
  version integer not null,
  newest integer not null,
  -- False when the latest reading no longer finds it.
  found boolean not null default true,
  standing text not null check (standing in ('pending', 'auto', 'accepted', 'edited', 'rejected')),
  -- What people changed in the version shown, while it stands as edited.
  edits jsonb,
  decisions integer not null default 0 check (decisions >= 0),
  confidence double precision not null,
  fact_id text,
  primary key (workspace_id, claim_id),
  check ((standing = 'edited') = (edits is not null)),
  foreign key (workspace_id, claim_id, version) references claim (workspace_id, id, version),
  foreign key (workspace_id, claim_id, newest) references claim (workspace_id, id, version),
  foreign key (workspace_id, document_id) references document (workspace_id, id)
);
create index claim_queue on claim_standing (
  workspace_id,
  (case standing when 'pending' then 0 when 'auto' then 1 else 2 end),
  confidence,
  claim_id
);
create index claim_standing_of_document on claim_standing (workspace_id, document_id);
create index claim_standing_of_fact on claim_standing (workspace_id, fact_id) where fact_id is not null;

create table claim_decision (
  workspace_id text not null,
  id text not null,
  claim_id text not null,
  -- The version the person saw.
  version integer not null,
  -- 1 for the first decision on the claim; the next is one more, so that none can slip in between.
  number integer not null check (number >= 1),
  verdict text not null check (verdict in ('accept', 'edit', 'reject', 'reopen')),
  edits jsonb,
  reason text,
  person_id text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, claim_id, number),
  foreign key (workspace_id, claim_id, version) references claim (workspace_id, id, version),
  check ((verdict = 'edit') = (edits is not null))
);
create index claim_decision_by_time on claim_decision (workspace_id, at desc);

-- Where a pack's figure was published.
create table source (
  workspace_id text not null,
  id text not null,
  title text not null,
  publisher text,
  published text check (published ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  url text,
  weak boolean not null default false,
  note text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table measure (
  workspace_id text not null,
  key text not null,
  name_zh text not null,
  name_en text not null,
  -- Base unit its values are kept in; null where the measure takes several.
  unit text,
  note text,
  merged_into text,
  primary key (workspace_id, key),
  foreign key (workspace_id, merged_into) references measure (workspace_id, key)
);

-- `normal` is the alias as src/facts/resolve.ts normalises it.
create table measure_alias (
  workspace_id text not null,
  normal text not null,
  measure_key text not null,
  alias text not null,
  primary key (workspace_id, normal, measure_key),
  foreign key (workspace_id, measure_key) references measure (workspace_id, key)
);

create table subject (
  workspace_id text not null,
  key text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null default 'industry',
  -- GB/T 2260 code of the place it belongs to: the same words in a page about another place mean another subject.
  place_code text,
  note text,
  merged_into text,
  primary key (workspace_id, key),
  foreign key (workspace_id, merged_into) references subject (workspace_id, key)
);

create table subject_alias (
  workspace_id text not null,
  normal text not null,
  subject_key text not null,
  alias text not null,
  primary key (workspace_id, normal, subject_key),
  foreign key (workspace_id, subject_key) references subject (workspace_id, key)
);

create table fact (
  workspace_id text not null,
  id text not null,
  -- Subject, measure, period, scope and modality as one text: facts of one key with other values stand beside each other.
  fact_key text not null,
  subject text not null,
  subject_key text,
  measure text not null,
  measure_key text,
  scope text,
  modality text not null check (modality in ('actual', 'target', 'forecast', 'plan', 'signed')),
  value numeric not null,
  value_to numeric,
  unit text not null,
  bound text not null check (bound in ('eq', 'gt', 'ge', 'lt', 'le', 'approx')),
  period_from date,
  period_to date,
  period_precision text check (period_precision in ('year', 'half', 'quarter', 'month', 'day')),
  inferred boolean not null default false,
  place text,
  place_code text,
  as_of text,
  origin text not null check (origin in ('claim', 'pack')),
  created_at timestamptz not null default now(),
  created_by text not null,
  -- Set when its last witness was withdrawn, empty again when one returns.
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, subject_key) references subject (workspace_id, key),
  foreign key (workspace_id, measure_key) references measure (workspace_id, key),
  check (period_from is null or period_to is null or period_from <= period_to),
  check (value_to is null or value_to >= value)
);
-- One value of one key is one row, whoever says it: two people accepting the same figure at once meet here.
create unique index fact_value on fact (workspace_id, fact_key, value, value_to, unit, bound) nulls not distinct;
create index fact_series on fact (workspace_id, subject_key, measure_key, period_to) where withdrawn_at is null;
create index fact_by_time on fact (workspace_id, created_at desc) where withdrawn_at is null;

create table fact_witness (
  workspace_id text not null,
  id text not null,
  fact_id text not null,
  claim_id text,
  source_id text,
  -- For a source: where in it the figure stands, in our words.
  sentence text,
  note text,
  created_at timestamptz not null default now(),
  created_by text not null,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, fact_id) references fact (workspace_id, id),
  foreign key (workspace_id, claim_id) references claim_standing (workspace_id, claim_id),
  foreign key (workspace_id, source_id) references source (workspace_id, id),
  check ((claim_id is null) <> (source_id is null))
);
create unique index fact_witness_once on fact_witness (workspace_id, fact_id, claim_id, source_id) nulls not distinct;
create unique index fact_witness_claim on fact_witness (workspace_id, claim_id) where claim_id is not null and withdrawn_at is null;

alter table document add foreign key (workspace_id, reading_id) references document_reading (workspace_id, id);
alter table claim_standing add foreign key (workspace_id, fact_id) references fact (workspace_id, id);

select quanlian_secure('document');
select quanlian_secure('document_file', append_only => true);
select quanlian_secure('document_reading', append_only => true);
select quanlian_secure('claim', append_only => true);
select quanlian_secure('claim_standing');
select quanlian_secure('claim_decision', append_only => true);
select quanlian_secure('source', keep_history => true);
select quanlian_secure('measure', keep_history => true);
select quanlian_secure('measure_alias');
select quanlian_secure('subject', keep_history => true);
select quanlian_secure('subject_alias');
select quanlian_secure('fact', keep_history => true);
select quanlian_secure('fact_witness', keep_history => true);
