-- A model the administrator may let vote on readings: off until its address is set and it is switched on. Its key is never
-- kept here; it comes with the environment of the server.

create table voter_setting (
  workspace_id text not null,
  -- Address of an OpenAI-compatible interface, without /chat/completions.
  endpoint text not null check (endpoint ~ '^https?://'),
  model text not null check (model <> ''),
  enabled boolean not null,
  -- Longest wait for one answer.
  wait_ms integer not null check (wait_ms between 1000 and 120000),
  -- Passages of one page it is asked about at the most.
  most_passages integer not null check (most_passages between 1 and 200),
  primary key (workspace_id),
  foreign key (workspace_id) references workspace (workspace_id)
);

-- What came of the vote on a reading; empty where nobody voted.
alter table document_reading add column vote jsonb;

select quanlian_secure('voter_setting', keep_history => true);
