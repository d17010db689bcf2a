-- The claims of one sentence, wherever it stands: whoever corrects one of them has it proposed for the others.
create index claim_of_sentence on claim (workspace_id, sentence_key) where sentence_key is not null;
