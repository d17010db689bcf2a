-- Words of packs in both languages, found by the Chinese: scopes of facts, where in a source a figure stands, notes.
-- Facts and witnesses keep the Chinese; a reader of English is shown the other side where there is one.

create table phrase (
  workspace_id text not null,
  zh text not null,
  en text not null,
  primary key (workspace_id, zh)
);

select quanlian_secure('phrase');
