-- Nobody breaks the glass of an account again before somebody else has looked at the last time (AC-G9).
CREATE UNIQUE INDEX approval_window_glass_once ON approval_window (requested_by, (account_ids[1]))
  WHERE kind = 'break_glass' AND reviewed_at IS NULL;
