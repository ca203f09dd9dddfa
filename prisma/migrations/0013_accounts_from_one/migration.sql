-- An array may count from any number; `account_ids[1]` is the first account only where it counts from one.
ALTER TABLE approval_window ADD CONSTRAINT approval_window_accounts_from_one
  CHECK (COALESCE(array_lower(account_ids, 1), 1) = 1);
