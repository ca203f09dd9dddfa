-- Auto-clean is switched on by two people, quarantine binds to bytes, hypotheses are kept.

CREATE TYPE request_verdict AS ENUM ('confirmed', 'declined', 'withdrawn');
CREATE TYPE hypothesis_status AS ENUM ('proposed', 'kept', 'dropped');

-- ── auto-clean (R5) ────────────────────────────────────────────────────────
CREATE TABLE auto_clean_request (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  requested_by uuid NOT NULL REFERENCES person (id),
  requested_at timestamptz(3) NOT NULL,
  verdict request_verdict,
  decided_by uuid REFERENCES person (id),
  decided_at timestamptz(3),
  CHECK ((verdict IS NULL) = (decided_at IS NULL) AND (verdict IS NULL) = (decided_by IS NULL))
);
CREATE INDEX auto_clean_request_account_id_idx ON auto_clean_request (account_id);
CREATE UNIQUE INDEX auto_clean_request_open ON auto_clean_request (account_id) WHERE verdict IS NULL;

CREATE FUNCTION holds_role(who uuid, wanted role, account uuid, before timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM role_grant r JOIN person p ON p.id = r.person_id
    WHERE r.person_id = who AND r.role = wanted AND r.revoked_at IS NULL AND p.disabled_at IS NULL
      AND (r.account_id IS NULL OR r.account_id = account)
      AND r.granted_at <= before AND p.created_at <= before)
$$;

-- Asked by one, decided once by another; an owner and a compliance lead, both older than the request.
CREATE FUNCTION auto_clean_duties() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE duties boolean;
BEGIN
  IF TG_OP = 'DELETE' OR OLD.verdict IS NOT NULL
     OR (NEW.id, NEW.account_id, NEW.reason, NEW.requested_by, NEW.requested_at)
        IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.reason, OLD.requested_by, OLD.requested_at) THEN
    RAISE EXCEPTION 'a request is decided once and never rewritten' USING ERRCODE = 'SB004';
  END IF;
  IF NEW.verdict IS DISTINCT FROM 'confirmed' THEN RETURN NEW; END IF;
  SELECT separation_of_duties INTO duties FROM setting WHERE id = 1;
  IF duties AND NEW.decided_by = NEW.requested_by THEN
    RAISE EXCEPTION 'nobody confirms their own request' USING ERRCODE = 'SB004';
  END IF;
  IF NOT (holds_role(NEW.requested_by, 'owner', NEW.account_id, NEW.requested_at)
          AND holds_role(NEW.decided_by, 'compliance', NEW.account_id, NEW.requested_at)
       OR holds_role(NEW.requested_by, 'compliance', NEW.account_id, NEW.requested_at)
          AND holds_role(NEW.decided_by, 'owner', NEW.account_id, NEW.requested_at)) THEN
    RAISE EXCEPTION 'auto-clean takes an owner and a compliance lead' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER auto_clean_duties BEFORE UPDATE OR DELETE ON auto_clean_request
  FOR EACH ROW EXECUTE FUNCTION auto_clean_duties();
ALTER TABLE auto_clean_request ENABLE ALWAYS TRIGGER auto_clean_duties;

-- Born undecided: an inserted verdict would pass by the trigger above.
CREATE FUNCTION auto_clean_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.verdict IS NOT NULL THEN
    RAISE EXCEPTION 'a request begins undecided' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER auto_clean_undecided BEFORE INSERT ON auto_clean_request
  FOR EACH ROW EXECUTE FUNCTION auto_clean_undecided();
ALTER TABLE auto_clean_request ENABLE ALWAYS TRIGGER auto_clean_undecided;

ALTER TABLE account
  ADD COLUMN policy_request_id uuid UNIQUE REFERENCES auto_clean_request (id),
  ADD CONSTRAINT account_policy_request CHECK ((policy = 'auto_clean') = (policy_request_id IS NOT NULL));

CREATE FUNCTION account_policy_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.policy_request_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.policy_request_id IS DISTINCT FROM OLD.policy_request_id)
     AND NOT EXISTS (SELECT 1 FROM auto_clean_request
       WHERE id = NEW.policy_request_id AND account_id = NEW.id AND verdict = 'confirmed') THEN
    RAISE EXCEPTION 'auto-clean needs a confirmed request' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_policy_confirmed BEFORE INSERT OR UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION account_policy_confirmed();
ALTER TABLE account ENABLE ALWAYS TRIGGER account_policy_confirmed;

-- ── quarantine ─────────────────────────────────────────────────────────────
CREATE TABLE quarantine (
  id uuid PRIMARY KEY,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  set_by text NOT NULL,
  set_by_name text NOT NULL,
  set_at timestamptz(3) NOT NULL,
  lifted_by text,
  lifted_reason text,
  lifted_at timestamptz(3),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
);
CREATE UNIQUE INDEX quarantine_standing ON quarantine (sha256) WHERE lifted_at IS NULL;
INSERT INTO quarantine (id, sha256, reason, set_by, set_by_name, set_at)
  SELECT gen_random_uuid(), sha256, 'quarantined before reasons were kept', 'setup', 'setup', app_now()
  FROM (SELECT DISTINCT sha256 FROM asset WHERE quarantined) AS bad;
ALTER TABLE asset DROP COLUMN quarantined;

-- ── hypotheses ─────────────────────────────────────────────────────────────
CREATE TABLE hypothesis (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  topic text NOT NULL CHECK (length(topic) > 0),
  statement text NOT NULL CHECK (length(statement) > 0),
  status hypothesis_status NOT NULL DEFAULT 'proposed',
  evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) = 'array' AND jsonb_array_length(evidence) > 0),
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX hypothesis_account_id_topic_key ON hypothesis (account_id, topic);

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'signalbox_app') THEN RETURN; END IF;
  REVOKE DELETE ON auto_clean_request, quarantine FROM signalbox_app;
END $$;
