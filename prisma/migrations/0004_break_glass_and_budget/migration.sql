-- Windows for recovery posts and break-glass, policy holds shortened by two people, the error budget.

-- ── windows ────────────────────────────────────────────────────────────────
CREATE TYPE window_kind AS ENUM ('normal', 'recovery', 'break_glass');
ALTER TABLE approval_window
  ADD COLUMN kind window_kind NOT NULL DEFAULT 'normal',
  ADD COLUMN post_id uuid REFERENCES post (id),
  ADD COLUMN incident_id uuid REFERENCES incident (id),
  ADD COLUMN handed_to uuid REFERENCES person (id),
  ADD COLUMN reviewed_by uuid REFERENCES person (id),
  ADD COLUMN reviewed_at timestamptz(3),
  ADD COLUMN review_note text,
  ADD CONSTRAINT approval_window_glass CHECK (kind <> 'break_glass' OR (
    incident_id IS NOT NULL AND cardinality(account_ids) = 1 AND opens_at = requested_at
    AND closes_at - opens_at <= interval '30 minutes')),
  ADD CONSTRAINT approval_window_plain CHECK (kind = 'break_glass' OR (post_id IS NULL AND incident_id IS NULL)),
  ADD CONSTRAINT approval_window_review CHECK (
    (reviewed_at IS NULL) = (reviewed_by IS NULL) AND (reviewed_at IS NULL) = (review_note IS NULL)
    AND (reviewed_at IS NULL OR (kind = 'break_glass' AND reviewed_by <> requested_by)));

-- Who asked, when and for what is never rewritten; a window's end only moves nearer.
CREATE OR REPLACE FUNCTION approval_window_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.requested_by, NEW.requested_at, NEW.account_ids, NEW.opens_at, NEW.kind)
     IS DISTINCT FROM (OLD.requested_by, OLD.requested_at, OLD.account_ids, OLD.opens_at, OLD.kind)
     OR (NEW.post_cap, NEW.reason, NEW.post_id, NEW.incident_id)
        IS DISTINCT FROM (OLD.post_cap, OLD.reason, OLD.post_id, OLD.incident_id)
     OR NEW.closes_at > OLD.closes_at OR NEW.revision < OLD.revision
     OR (OLD.state <> 'requested' AND NEW.state IS DISTINCT FROM OLD.state)
     OR (OLD.reviewed_at IS NOT NULL AND (NEW.reviewed_by, NEW.reviewed_at, NEW.review_note)
        IS DISTINCT FROM (OLD.reviewed_by, OLD.reviewed_at, OLD.review_note)) THEN
    RAISE EXCEPTION 'a window can only be ended' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
ALTER TABLE approval_window ENABLE ALWAYS TRIGGER approval_window_fixed;

-- ── separation of duties (R4), and the one way around it (AC-G9) ────────────
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
    AND (NOT duties OR (r.granted_at < win.requested_at AND p.created_at < win.requested_at));
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

-- ── policy holds (AC-G8) ───────────────────────────────────────────────────
CREATE TABLE hold_end_request (
  id uuid PRIMARY KEY,
  hold_id uuid NOT NULL REFERENCES policy_hold (id),
  ends_at timestamptz(3) NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  requested_by uuid NOT NULL REFERENCES person (id),
  requested_at timestamptz(3) NOT NULL,
  verdict request_verdict,
  decided_by uuid REFERENCES person (id),
  decided_at timestamptz(3),
  CHECK (ends_at >= requested_at),
  CHECK ((verdict IS NULL) = (decided_at IS NULL) AND (verdict IS NULL) = (decided_by IS NULL))
);
CREATE INDEX hold_end_request_hold_id_idx ON hold_end_request (hold_id);
CREATE UNIQUE INDEX hold_end_request_open ON hold_end_request (hold_id) WHERE verdict IS NULL;

-- Two people, one of them a compliance lead, the other one too or an owner; both older than the request.
CREATE FUNCTION hold_end_duties() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  duties boolean;
  place uuid;
  may boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.verdict IS NOT NULL THEN
      RAISE EXCEPTION 'a request begins undecided' USING ERRCODE = 'SB004';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.verdict IS NOT NULL
     OR (NEW.id, NEW.hold_id, NEW.ends_at, NEW.reason, NEW.requested_by, NEW.requested_at)
        IS DISTINCT FROM (OLD.id, OLD.hold_id, OLD.ends_at, OLD.reason, OLD.requested_by, OLD.requested_at) THEN
    RAISE EXCEPTION 'a request is decided once and never rewritten' USING ERRCODE = 'SB004';
  END IF;
  IF NEW.verdict IS DISTINCT FROM 'confirmed' THEN RETURN NEW; END IF;
  SELECT separation_of_duties INTO duties FROM setting WHERE id = 1;
  IF duties AND NEW.decided_by = NEW.requested_by THEN
    RAISE EXCEPTION 'nobody confirms their own request' USING ERRCODE = 'SB004';
  END IF;
  SELECT account_id INTO place FROM policy_hold WHERE id = NEW.hold_id;
  SELECT bool_or(r.lead) AND bool_and(r.lead OR r.owner) INTO may FROM (
    SELECT holds_role(who, 'compliance', place, NEW.requested_at) AS lead,
      holds_role(who, 'owner', place, NEW.requested_at) AS owner
    FROM unnest(ARRAY[NEW.requested_by, NEW.decided_by]) AS who) r;
  IF NOT may THEN
    RAISE EXCEPTION 'shortening a hold takes two people, one of them a compliance lead' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_end_duties BEFORE INSERT OR UPDATE OR DELETE ON hold_end_request
  FOR EACH ROW EXECUTE FUNCTION hold_end_duties();
ALTER TABLE hold_end_request ENABLE ALWAYS TRIGGER hold_end_duties;

CREATE FUNCTION policy_hold_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.account_id, NEW.reason, NEW.starts_at, NEW.set_by, NEW.set_at)
        IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.reason, OLD.starts_at, OLD.set_by, OLD.set_at)
     OR NEW.ends_at > OLD.ends_at
     OR (NEW.ends_at < OLD.ends_at AND NOT EXISTS (SELECT 1 FROM hold_end_request
       WHERE hold_id = NEW.id AND verdict = 'confirmed' AND ends_at = NEW.ends_at)) THEN
    RAISE EXCEPTION 'a policy hold is only shortened, and only by two people' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_hold_fixed BEFORE UPDATE OR DELETE ON policy_hold
  FOR EACH ROW EXECUTE FUNCTION policy_hold_fixed();
ALTER TABLE policy_hold ENABLE ALWAYS TRIGGER policy_hold_fixed;

-- ── the error budget ───────────────────────────────────────────────────────
CREATE TABLE publish_budget (
  account_id uuid PRIMARY KEY REFERENCES account (id),
  remaining double precision,
  failures integer NOT NULL CHECK (failures >= 0),
  observed_at timestamptz(3) NOT NULL,
  set_by text NOT NULL
);

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'signalbox_app') THEN RETURN; END IF;
  REVOKE DELETE ON hold_end_request, publish_budget FROM signalbox_app;
END $$;
