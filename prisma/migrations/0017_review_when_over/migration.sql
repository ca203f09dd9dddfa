-- A broken glass is reviewed once it is over: what goes out after the review would be nobody's to look at.
CREATE OR REPLACE FUNCTION approval_window_review_duties() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.reviewed_at IS NULL OR OLD.reviewed_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF NOT (
    holds_role(NEW.reviewed_by, 'owner', NEW.account_ids[1], NEW.requested_at)
    OR holds_role(NEW.reviewed_by, 'compliance', NEW.account_ids[1], NEW.requested_at)) THEN
    RAISE EXCEPTION 'an owner or a compliance lead reviews it who was that since before it was broken' USING ERRCODE = 'SB004';
  END IF;
  IF NEW.state = 'requested' AND NEW.closes_at > app_now() THEN
    RAISE EXCEPTION 'it is still open: it is reviewed once it is over' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
