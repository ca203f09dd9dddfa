-- A request that is taken over keeps its duties (R4): whoever answers for it has granted no approval in it,
-- and one whom nobody answers for any more is granted nothing.

CREATE FUNCTION approval_window_hand_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.handed_to IS NOT DISTINCT FROM OLD.handed_to THEN RETURN NEW; END IF;
  IF NEW.handed_to IS NULL OR NEW.kind = 'break_glass' THEN
    RAISE EXCEPTION 'a request is handed to somebody, and broken glass to nobody' USING ERRCODE = 'SB004';
  END IF;
  IF EXISTS (SELECT 1 FROM person WHERE id = NEW.handed_to AND disabled_at IS NOT NULL) THEN
    RAISE EXCEPTION 'whoever takes a request over is still here' USING ERRCODE = 'SB004';
  END IF;
  IF (SELECT separation_of_duties FROM setting WHERE id = 1) AND EXISTS (
    SELECT 1 FROM window_grant WHERE window_id = NEW.id AND granted_by = NEW.handed_to
      AND revoked_at IS NULL AND signal <> 'ALLOW_AUTONOMOUS_PUBLISH') THEN
    RAISE EXCEPTION 'whoever granted an approval in a request cannot answer for it' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_window_hand_over BEFORE UPDATE ON approval_window
  FOR EACH ROW EXECUTE FUNCTION approval_window_hand_over();
ALTER TABLE approval_window ENABLE ALWAYS TRIGGER approval_window_hand_over;

CREATE FUNCTION window_grant_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM approval_window w JOIN person p ON p.id = w.handed_to
             WHERE w.id = NEW.window_id AND p.disabled_at IS NOT NULL) THEN
    RAISE EXCEPTION 'whoever took the request over has left' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER window_grant_answered BEFORE INSERT ON window_grant
  FOR EACH ROW EXECUTE FUNCTION window_grant_answered();
ALTER TABLE window_grant ENABLE ALWAYS TRIGGER window_grant_answered;
