-- The same text on several pages is one witness: what a text is recognised by, and the marks candidates are looked up by.

create table document_signature (
  workspace_id text not null,
  document_id text not null,
  -- Distinct sentences as [hash, length]; a sample of a long text.
  sentences jsonb not null,
  sampled boolean not null,
  -- Letters, digits and Chinese characters of the text.
  length integer not null check (length >= 0),
  -- 128 MinHash bins of 32 bits, little-endian.
  minhash bytea not null,
  primary key (workspace_id, document_id),
  foreign key (workspace_id, document_id) references document (workspace_id, id)
);

create table document_mark (
  workspace_id text not null,
  -- 's' a sentence, 'b' a band of the signature.
  kind text not null check (kind in ('s', 'b')),
  mark bigint not null,
  document_id text not null,
  primary key (workspace_id, kind, mark, document_id),
  foreign key (workspace_id, document_id) references document (workspace_id, id)
);
create index document_mark_of on document_mark (workspace_id, document_id);

create index document_copies on document (workspace_id, copy_of) where copy_of is not null;

-- The hash under which the claim's sentence is the same sentence on another page; empty for short ones and for claims kept before.
alter table claim add column sentence_key text check (sentence_key ~ '^[0-9a-f]{13}$');

select quanlian_secure('document_signature');
select quanlian_secure('document_mark');
