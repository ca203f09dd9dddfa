-- What is decided is decided by an act of its own: nothing is born decided, lifted twice or used twice.

-- A request is dated when it is made: later, and people who came after it would be older than it (R4).
CREATE FUNCTION approval_window_born() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'requested' OR NEW.reviewed_at IS NOT NULL OR NEW.handed_to IS NOT NULL OR NEW.swept_at IS NOT NULL
     OR NEW.requested_at > app_now() + interval '1 second' THEN
    RAISE EXCEPTION 'a window begins as a request of this moment' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_window_born BEFORE INSERT ON approval_window
  FOR EACH ROW EXECUTE FUNCTION approval_window_born();
ALTER TABLE approval_window ENABLE ALWAYS TRIGGER approval_window_born;

CREATE FUNCTION halt_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL
     OR (NEW.id, NEW.account_id, NEW.kind, NEW.reason, NEW.set_by, NEW.set_by_name, NEW.set_at)
        IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.kind, OLD.reason, OLD.set_by, OLD.set_by_name, OLD.set_at) THEN
    RAISE EXCEPTION 'a halt can only be lifted, once' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER halt_fixed BEFORE UPDATE OR DELETE ON halt
  FOR EACH ROW EXECUTE FUNCTION halt_fixed();
ALTER TABLE halt ENABLE ALWAYS TRIGGER halt_fixed;

CREATE FUNCTION quarantine_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL
     OR (NEW.id, NEW.sha256, NEW.reason, NEW.set_by, NEW.set_by_name, NEW.set_at)
        IS DISTINCT FROM (OLD.id, OLD.sha256, OLD.reason, OLD.set_by, OLD.set_by_name, OLD.set_at) THEN
    RAISE EXCEPTION 'a quarantine can only be lifted, once' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quarantine_fixed BEFORE UPDATE OR DELETE ON quarantine
  FOR EACH ROW EXECUTE FUNCTION quarantine_fixed();
ALTER TABLE quarantine ENABLE ALWAYS TRIGGER quarantine_fixed;

-- Auto-clean is switched on by the transaction that confirms it: an old confirmation switches nothing on again.
CREATE OR REPLACE FUNCTION account_policy_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.policy_request_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.policy_request_id IS DISTINCT FROM OLD.policy_request_id)
     AND NOT EXISTS (SELECT 1 FROM auto_clean_request
       WHERE id = NEW.policy_request_id AND account_id = NEW.id AND verdict = 'confirmed'
         AND xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'auto-clean needs a confirmed request' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
