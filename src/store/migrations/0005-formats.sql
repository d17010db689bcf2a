-- Documents that are not plain text: what the file is, where each stretch of its text stands in it, and what the person who
-- added it should know (pages without text, bytes that could not be decoded). Readings before this one are of text and HTML.

alter table document_reading
  add column format text not null default 'text' check (format in ('text', 'html', 'pdf', 'docx', 'xlsx', 'csv')),
  add column origins jsonb not null default '[]',
  add column notices jsonb not null default '[]';

-- Page, or sheet and cell, of the quote: kept beside it so that a queue of claims needs no whole reading.
alter table claim add column origin jsonb;
