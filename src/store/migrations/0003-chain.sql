-- The registers of chain, plan and projects. Packs fill them; people add and correct.
-- Numbers about the region live in `fact` with their witnesses; rows here point at them, so that a figure has one home.
-- `origin` says who last wrote a row: a pack installed again leaves every row of a person as it is.

create table pack (
  workspace_id text not null,
  key text not null,
  kind text not null check (kind in ('base', 'chain', 'region')),
  version text not null,
  -- Of all files of the pack; the same digest is not installed twice.
  digest text not null,
  name_zh text not null,
  name_en text not null,
  installed_at timestamptz not null default now(),
  primary key (workspace_id, key)
);

create table chain (
  workspace_id text not null,
  key text not null,
  name_zh text not null,
  name_en text not null,
  primary key (workspace_id, key)
);

create table region (
  workspace_id text not null,
  -- GB/T 2260
  code text not null check (code ~ '^\d{6}$'),
  chain_key text not null,
  name_zh text not null,
  name_en text not null,
  primary key (workspace_id, code),
  foreign key (workspace_id, chain_key) references chain (workspace_id, key)
);

-- Which series the pages of results against targets follow; the first is the main one of its measure.
create table series (
  workspace_id text not null,
  measure_key text not null,
  subject_key text not null,
  position integer not null,
  primary key (workspace_id, measure_key, subject_key),
  foreign key (workspace_id, measure_key) references measure (workspace_id, key),
  foreign key (workspace_id, subject_key) references subject (workspace_id, key)
);

create table county (
  workspace_id text not null,
  code text not null check (code ~ '^\d{6}$'),
  name_zh text not null,
  name_en text not null,
  position integer not null,
  primary key (workspace_id, code)
);

create table park (
  workspace_id text not null,
  id text not null,
  county_code text not null,
  name_zh text not null,
  name_en text not null,
  note_zh text,
  note_en text,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, id),
  foreign key (workspace_id, county_code) references county (workspace_id, code)
);

-- Stages stand at fixed places: column 0 is the ore, the last one recycling.
create table stage (
  workspace_id text not null,
  key text not null,
  chain_key text not null,
  name_zh text not null,
  name_en text not null,
  column_number integer not null check (column_number >= 0),
  row_number integer not null check (row_number >= 0),
  primary key (workspace_id, key),
  foreign key (workspace_id, chain_key) references chain (workspace_id, key)
);

create table product (
  workspace_id text not null,
  key text not null,
  stage_key text not null,
  name_zh text not null,
  name_en text not null,
  -- Base unit its amounts are kept in.
  unit text not null,
  formula text,
  note_zh text,
  note_en text,
  position integer not null,
  primary key (workspace_id, key),
  foreign key (workspace_id, stage_key) references stage (workspace_id, key)
);

create table product_alias (
  workspace_id text not null,
  product_key text not null,
  alias text not null,
  primary key (workspace_id, product_key, alias),
  foreign key (workspace_id, product_key) references product (workspace_id, key)
);

create table process (
  workspace_id text not null,
  key text not null,
  stage_key text not null,
  name_zh text not null,
  name_en text not null,
  -- One unit of activity: what the coefficients are per.
  activity_unit text not null,
  note_zh text,
  note_en text,
  position integer not null,
  primary key (workspace_id, key),
  foreign key (workspace_id, stage_key) references stage (workspace_id, key)
);

create table coefficient (
  workspace_id text not null,
  process_key text not null,
  product_key text not null,
  direction text not null check (direction in ('in', 'out')),
  -- Empty: the product takes part, and nobody has published how much.
  value numeric check (value >= 0),
  low numeric check (low >= 0),
  high numeric check (high >= 0),
  unit text not null,
  kind text not null check (kind in ('computed', 'source', 'source-weak', 'derived', 'defined', 'absent')),
  source_id text,
  weak boolean not null default false,
  note_zh text,
  note_en text,
  position integer not null,
  primary key (workspace_id, process_key, product_key, direction),
  foreign key (workspace_id, process_key) references process (workspace_id, key),
  foreign key (workspace_id, product_key) references product (workspace_id, key),
  foreign key (workspace_id, source_id) references source (workspace_id, id),
  check ((value is null) = (kind = 'absent')),
  check (low is null or value is null or low <= value),
  check (high is null or value is null or high >= value)
);

-- Grades, recoveries, lifetimes, plant costs: figures of the chain that belong to no single process.
create table parameter (
  workspace_id text not null,
  key text not null,
  chain_key text not null,
  group_key text not null,
  name_zh text not null,
  name_en text not null,
  value numeric not null,
  low numeric,
  high numeric,
  unit text not null,
  kind text not null check (kind in ('computed', 'source', 'source-weak', 'derived')),
  source_id text not null,
  weak boolean not null default false,
  note_zh text,
  note_en text,
  primary key (workspace_id, key),
  foreign key (workspace_id, chain_key) references chain (workspace_id, key),
  foreign key (workspace_id, source_id) references source (workspace_id, id)
);

create table price (
  workspace_id text not null,
  key text not null,
  product_key text not null,
  name_zh text not null,
  name_en text not null,
  value numeric not null check (value >= 0),
  low numeric,
  high numeric,
  unit text not null,
  period_from date not null,
  period_to date not null,
  period_precision text not null check (period_precision in ('year', 'half', 'quarter', 'month', 'day')),
  kind text not null check (kind in ('computed', 'source', 'source-weak', 'derived')),
  source_id text not null,
  weak boolean not null default false,
  note_zh text,
  note_en text,
  primary key (workspace_id, key),
  foreign key (workspace_id, product_key) references product (workspace_id, key),
  foreign key (workspace_id, source_id) references source (workspace_id, id)
);

create table enterprise (
  workspace_id text not null,
  id text not null,
  name_zh text not null,
  name_en text not null,
  -- 统一社会信用代码, where known
  credit_code text check (credit_code ~ '^[0-9A-Z]{18}$'),
  role text check (role in ('lead', 'leading', 'supporting', 'parent', 'investor')),
  county_code text,
  park_id text,
  note_zh text,
  note_en text,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, id),
  foreign key (workspace_id, county_code) references county (workspace_id, code),
  foreign key (workspace_id, park_id) references park (workspace_id, id)
);
create unique index enterprise_credit_code on enterprise (workspace_id, credit_code) where credit_code is not null;

create table enterprise_alias (
  workspace_id text not null,
  enterprise_id text not null,
  alias text not null,
  primary key (workspace_id, enterprise_id, alias),
  foreign key (workspace_id, enterprise_id) references enterprise (workspace_id, id)
);

create table enterprise_stage (
  workspace_id text not null,
  enterprise_id text not null,
  stage_key text not null,
  primary key (workspace_id, enterprise_id, stage_key),
  foreign key (workspace_id, enterprise_id) references enterprise (workspace_id, id),
  foreign key (workspace_id, stage_key) references stage (workspace_id, key)
);

create table enterprise_product (
  workspace_id text not null,
  enterprise_id text not null,
  product_key text not null,
  primary key (workspace_id, enterprise_id, product_key),
  foreign key (workspace_id, enterprise_id) references enterprise (workspace_id, id),
  foreign key (workspace_id, product_key) references product (workspace_id, key)
);

-- Who owns what share of whom, with its own source and date.
create table holding (
  workspace_id text not null,
  owner_id text not null,
  owned_id text not null,
  share_percent numeric check (share_percent > 0 and share_percent <= 100),
  since text,
  source_id text not null,
  primary key (workspace_id, owner_id, owned_id),
  foreign key (workspace_id, owner_id) references enterprise (workspace_id, id),
  foreign key (workspace_id, owned_id) references enterprise (workspace_id, id),
  foreign key (workspace_id, source_id) references source (workspace_id, id)
);

create table resource (
  workspace_id text not null,
  id text not null,
  stage_key text not null,
  name_zh text not null,
  name_en text not null,
  county_code text,
  holder_id text,
  note_zh text,
  note_en text,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, id),
  foreign key (workspace_id, stage_key) references stage (workspace_id, key),
  foreign key (workspace_id, county_code) references county (workspace_id, code),
  foreign key (workspace_id, holder_id) references enterprise (workspace_id, id)
);

create table project (
  workspace_id text not null,
  id text not null,
  -- A project inside another: its investment is part of the parent's and is never added to it.
  parent_id text,
  name_zh text not null,
  name_en text not null,
  county_code text,
  park_id text,
  note_zh text,
  note_en text,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references project (workspace_id, id),
  foreign key (workspace_id, county_code) references county (workspace_id, code),
  foreign key (workspace_id, park_id) references park (workspace_id, id),
  check (parent_id <> id)
);

create table project_alias (
  workspace_id text not null,
  project_id text not null,
  alias text not null,
  primary key (workspace_id, project_id, alias),
  foreign key (workspace_id, project_id) references project (workspace_id, id)
);

create table project_stage (
  workspace_id text not null,
  project_id text not null,
  stage_key text not null,
  primary key (workspace_id, project_id, stage_key),
  foreign key (workspace_id, project_id) references project (workspace_id, id),
  foreign key (workspace_id, stage_key) references stage (workspace_id, key)
);

create table project_investor (
  workspace_id text not null,
  project_id text not null,
  enterprise_id text not null,
  position integer not null,
  primary key (workspace_id, project_id, enterprise_id),
  foreign key (workspace_id, project_id) references project (workspace_id, id),
  foreign key (workspace_id, enterprise_id) references enterprise (workspace_id, id)
);

create table project_phase (
  workspace_id text not null,
  project_id text not null,
  key text not null,
  position integer not null,
  name_zh text not null,
  name_en text not null,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, project_id, key),
  foreign key (workspace_id, project_id) references project (workspace_id, id)
);

-- One step of a project or a phase: what stage it entered, when, who says so. Steps are only added.
create table stage_event (
  workspace_id text not null,
  id text not null,
  project_id text not null,
  phase_key text,
  stage text not null check (stage in (
    'lead', 'study', 'talks', 'framework', 'signed', 'registered', 'permits', 'started', 'building',
    'trial', 'partial', 'production', 'capacity', 'paused', 'ended', 'removed'
  )),
  -- Known to the year, the month or the day.
  at text not null check (at ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  -- A date announced, not yet a step taken.
  planned boolean not null default false,
  source_id text,
  note_zh text,
  note_en text,
  entered_by text not null,
  entered_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references project (workspace_id, id),
  foreign key (workspace_id, project_id, phase_key) references project_phase (workspace_id, project_id, key),
  foreign key (workspace_id, source_id) references source (workspace_id, id)
);
create index stage_event_of_project on stage_event (workspace_id, project_id, phase_key, at);

-- Which facts are shown on which row of the registers; a capacity names its product.
create table register_figure (
  workspace_id text not null,
  fact_id text not null,
  owner_kind text not null check (owner_kind in ('enterprise', 'resource', 'project', 'park')),
  owner_id text not null,
  phase_key text,
  role text not null check (role in ('capacity', 'investment', 'other')),
  product_key text,
  position integer not null,
  primary key (workspace_id, fact_id, owner_kind, owner_id),
  foreign key (workspace_id, fact_id) references fact (workspace_id, id),
  foreign key (workspace_id, product_key) references product (workspace_id, key),
  check ((role = 'capacity') = (product_key is not null))
);
create index register_figure_of_owner on register_figure (workspace_id, owner_kind, owner_id);
create index register_figure_of_product on register_figure (workspace_id, product_key) where product_key is not null;

create table strategy_node (
  workspace_id text not null,
  key text not null,
  parent_key text,
  kind text not null,
  position integer not null,
  name_zh text not null,
  name_en text not null,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, key),
  foreign key (workspace_id, parent_key) references strategy_node (workspace_id, key)
);

create table post (
  workspace_id text not null,
  id text not null,
  body_zh text not null,
  body_en text not null,
  post_zh text not null,
  post_en text not null,
  -- The public office or person that fills it, where a source says so.
  holder_zh text,
  holder_en text,
  position integer not null,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, id)
);

create table policy (
  workspace_id text not null,
  id text not null,
  name_zh text not null,
  name_en text not null,
  issuer_zh text,
  issuer_en text,
  -- 文号
  number text,
  issued text check (issued ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  valid_from text,
  valid_to text,
  position integer not null,
  origin text not null default 'person' check (origin in ('pack', 'person')),
  primary key (workspace_id, id)
);

create table policy_clause (
  workspace_id text not null,
  policy_id text not null,
  position integer not null,
  heading_zh text not null,
  heading_en text not null,
  summary_zh text,
  summary_en text,
  primary key (workspace_id, policy_id, position),
  foreign key (workspace_id, policy_id) references policy (workspace_id, id)
);

-- Where a row of the registers is told of, and what of it, in our words.
create table register_source (
  workspace_id text not null,
  owner_kind text not null check (owner_kind in ('enterprise', 'resource', 'project', 'park', 'strategy', 'post', 'policy')),
  owner_id text not null,
  source_id text not null,
  place_zh text,
  place_en text,
  primary key (workspace_id, owner_kind, owner_id, source_id),
  foreign key (workspace_id, source_id) references source (workspace_id, id)
);

select quanlian_secure('pack', keep_history => true);
select quanlian_secure('chain');
select quanlian_secure('region');
select quanlian_secure('series', keep_history => true);
select quanlian_secure('county');
select quanlian_secure('park', keep_history => true);
select quanlian_secure('stage');
select quanlian_secure('product', keep_history => true);
select quanlian_secure('product_alias');
select quanlian_secure('process', keep_history => true);
select quanlian_secure('coefficient', keep_history => true);
select quanlian_secure('parameter', keep_history => true);
select quanlian_secure('price', keep_history => true);
select quanlian_secure('enterprise', keep_history => true);
select quanlian_secure('enterprise_alias');
select quanlian_secure('enterprise_stage');
select quanlian_secure('enterprise_product');
select quanlian_secure('holding', keep_history => true);
select quanlian_secure('resource', keep_history => true);
select quanlian_secure('project', keep_history => true);
select quanlian_secure('project_alias');
select quanlian_secure('project_stage');
select quanlian_secure('project_investor');
select quanlian_secure('project_phase', keep_history => true);
select quanlian_secure('stage_event', append_only => true);
select quanlian_secure('register_figure');
select quanlian_secure('strategy_node', keep_history => true);
select quanlian_secure('post', keep_history => true);
select quanlian_secure('policy', keep_history => true);
select quanlian_secure('policy_clause');
select quanlian_secure('register_source');
