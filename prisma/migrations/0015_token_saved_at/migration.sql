-- A look at a token tells nothing of its age: what a renewal waits for is a day since it was stored.
ALTER TABLE account RENAME COLUMN token_checked_at TO token_saved_at;
