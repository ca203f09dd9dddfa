-- Whoever reviews a broken glass led the account when it was broken (R4): a second self made afterwards is nobody else.
CREATE FUNCTION approval_window_review_duties() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.reviewed_at IS NOT NULL AND OLD.reviewed_at IS NULL AND NOT (
    holds_role(NEW.reviewed_by, 'owner', NEW.account_ids[1], NEW.requested_at)
    OR holds_role(NEW.reviewed_by, 'compliance', NEW.account_ids[1], NEW.requested_at)) THEN
    RAISE EXCEPTION 'an owner or a compliance lead reviews it who was that since before it was broken' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_window_review_duties BEFORE UPDATE ON approval_window
  FOR EACH ROW EXECUTE FUNCTION approval_window_review_duties();
ALTER TABLE approval_window ENABLE ALWAYS TRIGGER approval_window_review_duties;
