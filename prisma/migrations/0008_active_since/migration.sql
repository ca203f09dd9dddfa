-- Whoever was disabled and is let in again is, for what was asked for before, as young as a newcomer (R4).

ALTER TABLE person ADD COLUMN active_since timestamptz(3) NOT NULL DEFAULT app_now();
UPDATE person SET active_since = GREATEST(created_at, (SELECT max(at) FROM audit_event
  WHERE action = 'person.enable' AND subject_type = 'person' AND subject_id = person.id::text));

CREATE FUNCTION person_active_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.active_since := NEW.created_at;
  RETURN NEW;
END $$;
CREATE TRIGGER person_active_since BEFORE INSERT ON person
  FOR EACH ROW EXECUTE FUNCTION person_active_since();
ALTER TABLE person ENABLE ALWAYS TRIGGER person_active_since;

CREATE OR REPLACE FUNCTION person_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.created_at, NEW.active_since) IS DISTINCT FROM (OLD.id, OLD.created_at, OLD.active_since) THEN
    RAISE EXCEPTION 'a person''s beginning is not rewritten' USING ERRCODE = 'SB004';
  END IF;
  IF OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL THEN
    NEW.active_since := app_now();
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION holds_role(who uuid, wanted role, account uuid, before timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM role_grant r JOIN person p ON p.id = r.person_id
    WHERE r.person_id = who AND r.role = wanted AND r.revoked_at IS NULL AND p.disabled_at IS NULL
      AND (r.account_id IS NULL OR r.account_id = account)
      AND r.granted_at <= before AND p.active_since <= before)
$$;

CREATE OR REPLACE FUNCTION window_grant_duties() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  win approval_window%ROWTYPE;
  duties boolean;
  needed role;
  standing integer;
BEGIN
  SELECT * INTO win FROM approval_window WHERE id = NEW.window_id FOR UPDATE;
  SELECT separation_of_duties INTO duties FROM setting WHERE id = 1;
  IF win.state <> 'requested' OR win.closes_at <= app_now() THEN
    RAISE EXCEPTION 'the window has ended' USING ERRCODE = 'SB004';
  END IF;
  IF win.opens_at - app_now() > interval '12 hours' THEN
    RAISE EXCEPTION 'a window is granted at most 12 hours ahead' USING ERRCODE = 'SB004';
  END IF;
  IF win.kind = 'break_glass' THEN
    IF NEW.granted_by <> win.requested_by OR NOT (
      holds_role(NEW.granted_by, 'owner', win.account_ids[1], win.requested_at)
      OR holds_role(NEW.granted_by, 'compliance', win.account_ids[1], win.requested_at)) THEN
      RAISE EXCEPTION 'only the owner or compliance lead who broke the glass grants in this window' USING ERRCODE = 'SB004';
    END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM person WHERE id = win.requested_by AND disabled_at IS NOT NULL) AND win.handed_to IS NULL THEN
    RAISE EXCEPTION 'whoever requested the window has left' USING ERRCODE = 'SB004';
  END IF;
  needed := CASE NEW.signal WHEN 'ALLOW_AUTONOMOUS_PUBLISH' THEN 'owner'::role ELSE 'compliance'::role END;
  SELECT count(*) INTO standing
  FROM role_grant r JOIN person p ON p.id = r.person_id
  WHERE r.person_id = NEW.granted_by AND r.role = needed AND r.revoked_at IS NULL AND p.disabled_at IS NULL
    AND (r.account_id IS NULL OR win.account_ids = ARRAY[r.account_id])
    AND (NOT duties OR (r.granted_at < win.requested_at AND p.active_since < win.requested_at));
  IF standing = 0 THEN
    RAISE EXCEPTION 'the grantor has no % role older than the request', needed USING ERRCODE = 'SB004';
  END IF;
  IF NOT duties THEN RETURN NEW; END IF;
  IF NEW.signal <> 'ALLOW_AUTONOMOUS_PUBLISH'
     AND (NEW.granted_by = win.requested_by OR NEW.granted_by IS NOT DISTINCT FROM win.handed_to) THEN
    RAISE EXCEPTION 'the requester cannot grant %', NEW.signal USING ERRCODE = 'SB004';
  END IF;
  IF (SELECT count(*) = 2 AND bool_and(granted_by = NEW.granted_by) FROM window_grant
      WHERE window_id = NEW.window_id AND revoked_at IS NULL AND signal <> NEW.signal) THEN
    RAISE EXCEPTION 'the three grants need at least two people' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
