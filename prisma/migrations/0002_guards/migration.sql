-- What the schema language cannot say: one-row tables, the clock, the audit chain's guards,
-- rules of duty, partial unique indexes, CHECKs and the application role's rights.

-- ── one-row tables ─────────────────────────────────────────────────────────
ALTER TABLE setting ADD CONSTRAINT setting_one_row CHECK (id = 1);
ALTER TABLE test_clock ADD CONSTRAINT test_clock_one_row CHECK (id = 1);
ALTER TABLE audit_head ADD CONSTRAINT audit_head_one_row CHECK (id = 1);
ALTER TABLE brake ADD CONSTRAINT brake_one_row CHECK (id = 1);
INSERT INTO setting (id) VALUES (1);
INSERT INTO test_clock (id) VALUES (1);
INSERT INTO brake (id) VALUES (1);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, repeat('0', 64));

-- ── the clock that decides ─────────────────────────────────────────────────
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp() + make_interval(secs => offset_ms / 1000.0))
  FROM test_clock WHERE id = 1
$$;

CREATE FUNCTION test_clock_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.offset_ms < OLD.offset_ms THEN
    RAISE EXCEPTION 'the test clock only moves forward' USING ERRCODE = 'SB001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER test_clock_forward BEFORE UPDATE ON test_clock
  FOR EACH ROW EXECUTE FUNCTION test_clock_forward();

-- ── append-only tables ─────────────────────────────────────────────────────
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'SB002';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_event','attempt','gate_decision','approval','post_edit',
    'sign_off','checklist_confirmation','incident_eta','moderation_flag'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_append_only');
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_no_truncate');
  END LOOP;
END $$;

-- ── the audit chain ────────────────────────────────────────────────────────
-- Taken last in a transaction, so that writers queue here and nowhere else (AC-A3).
CREATE FUNCTION audit_lock_head() RETURNS TABLE (seq bigint, hash text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE
$$;

CREATE FUNCTION audit_follow_head() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE head audit_head%ROWTYPE;
BEGIN
  SELECT * INTO head FROM audit_head WHERE id = 1 FOR UPDATE;
  IF NEW.seq <> head.seq + 1 OR NEW.prev_hash <> head.hash THEN
    RAISE EXCEPTION 'audit event % does not follow the head %', NEW.seq, head.seq USING ERRCODE = 'SB003';
  END IF;
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE id = 1;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_follow_head BEFORE INSERT ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_follow_head();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_follow_head;
ALTER TABLE audit_event ADD CONSTRAINT audit_event_hashes
  CHECK (hash ~ '^[0-9a-f]{64}$' AND prev_hash ~ '^[0-9a-f]{64}$' AND seq > 0);

-- ── separation of duties (R4) ──────────────────────────────────────────────
CREATE FUNCTION window_grant_duties() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF NEW.signal <> 'ALLOW_AUTONOMOUS_PUBLISH' AND NEW.granted_by = win.requested_by THEN
    RAISE EXCEPTION 'the requester cannot grant %', NEW.signal USING ERRCODE = 'SB004';
  END IF;
  IF (SELECT count(*) = 2 AND bool_and(granted_by = NEW.granted_by) FROM window_grant
      WHERE window_id = NEW.window_id AND revoked_at IS NULL AND signal <> NEW.signal) THEN
    RAISE EXCEPTION 'the three grants need at least two people' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER window_grant_duties BEFORE INSERT ON window_grant
  FOR EACH ROW EXECUTE FUNCTION window_grant_duties();
ALTER TABLE window_grant ENABLE ALWAYS TRIGGER window_grant_duties;

-- A grant is taken back, never rewritten.
CREATE FUNCTION window_grant_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
     OR (NEW.window_id, NEW.signal, NEW.granted_by, NEW.granted_at)
        IS DISTINCT FROM (OLD.window_id, OLD.signal, OLD.granted_by, OLD.granted_at) THEN
    RAISE EXCEPTION 'a grant can only be taken back' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER window_grant_fixed BEFORE UPDATE OR DELETE ON window_grant
  FOR EACH ROW EXECUTE FUNCTION window_grant_fixed();
ALTER TABLE window_grant ENABLE ALWAYS TRIGGER window_grant_fixed;

-- Who asked, and when, is never rewritten; a window's end only moves nearer.
CREATE FUNCTION approval_window_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.requested_by, NEW.requested_at, NEW.account_ids, NEW.opens_at)
     IS DISTINCT FROM (OLD.requested_by, OLD.requested_at, OLD.account_ids, OLD.opens_at)
     OR (NEW.post_cap, NEW.reason) IS DISTINCT FROM (OLD.post_cap, OLD.reason)
     OR NEW.closes_at > OLD.closes_at OR NEW.revision < OLD.revision
     OR (OLD.state <> 'requested' AND NEW.state IS DISTINCT FROM OLD.state) THEN
    RAISE EXCEPTION 'a window can only be ended' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_window_fixed BEFORE UPDATE ON approval_window
  FOR EACH ROW EXECUTE FUNCTION approval_window_fixed();

-- Since when somebody has been here, and has held a role, decides what counts: neither is rewritten.
CREATE FUNCTION role_grant_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.person_id, NEW.account_id, NEW.role, NEW.granted_by, NEW.granted_at)
     IS DISTINCT FROM (OLD.person_id, OLD.account_id, OLD.role, OLD.granted_by, OLD.granted_at) THEN
    RAISE EXCEPTION 'a role can only be taken back' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_grant_fixed BEFORE UPDATE ON role_grant
  FOR EACH ROW EXECUTE FUNCTION role_grant_fixed();
ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_fixed;

CREATE FUNCTION person_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.created_at) THEN
    RAISE EXCEPTION 'a person''s beginning is not rewritten' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_fixed BEFORE UPDATE ON person
  FOR EACH ROW EXECUTE FUNCTION person_fixed();
ALTER TABLE person ENABLE ALWAYS TRIGGER person_fixed;

CREATE FUNCTION approval_duties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'human' AND NEW.verdict = 'approved'
     AND (SELECT separation_of_duties FROM setting WHERE id = 1)
     AND EXISTS (SELECT 1 FROM post_edit WHERE post_id = NEW.post_id AND edited_by::text = NEW.decided_by) THEN
    RAISE EXCEPTION 'nobody approves a post that they edited' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_duties BEFORE INSERT ON approval
  FOR EACH ROW EXECUTE FUNCTION approval_duties();
ALTER TABLE approval ENABLE ALWAYS TRIGGER approval_duties;

-- ── uniqueness that depends on state ───────────────────────────────────────
CREATE UNIQUE INDEX window_grant_standing ON window_grant (window_id, signal) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX role_grant_standing ON role_grant (person_id, role, COALESCE(account_id, '00000000-0000-0000-0000-000000000000')) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX strategy_version_active ON strategy_version (active) WHERE active;
CREATE UNIQUE INDEX moderation_rule_version_active ON moderation_rule_version (active) WHERE active;
CREATE UNIQUE INDEX incident_open_cause ON incident (COALESCE(account_id, '00000000-0000-0000-0000-000000000000'), dedupe_key)
  WHERE state IN ('triage', 'active', 'mitigated');
CREATE UNIQUE INDEX post_slot ON post (account_id, slot_at)
  WHERE state IN ('draft', 'queued', 'claimed', 'container_ready', 'publishing', 'unknown', 'held');
CREATE UNIQUE INDEX post_of_run ON post (run_id) WHERE run_id IS NOT NULL;
CREATE UNIQUE INDEX outbound_intent_open ON outbound_intent (post_id) WHERE resolved_at IS NULL;
CREATE UNIQUE INDEX outbound_intent_published ON outbound_intent (post_id) WHERE outcome = 'published';
CREATE UNIQUE INDEX attempt_of_intent ON attempt (intent_id) WHERE intent_id IS NOT NULL;
CREATE UNIQUE INDEX attempt_published ON attempt (post_id) WHERE mode = 'live' AND outcome = 'published';
CREATE UNIQUE INDEX stage_checkpoint_done ON stage_checkpoint (run_id, stage) WHERE state = 'succeeded';

-- ── CHECKs ─────────────────────────────────────────────────────────────────
ALTER TABLE approval_window
  ADD CONSTRAINT approval_window_span CHECK (closes_at > opens_at AND closes_at - opens_at <= interval '12 hours'),
  ADD CONSTRAINT approval_window_reason CHECK (length(trim(reason)) > 0),
  ADD CONSTRAINT approval_window_cap CHECK (post_cap IS NULL OR post_cap > 0),
  ADD CONSTRAINT approval_window_end CHECK ((state = 'requested') = (closed_at IS NULL));
ALTER TABLE halt
  ADD CONSTRAINT halt_reason CHECK (length(trim(reason)) > 0),
  ADD CONSTRAINT halt_lift CHECK ((lifted_at IS NULL) = (lifted_by IS NULL));
ALTER TABLE policy_hold ADD CONSTRAINT policy_hold_span CHECK (ends_at > starts_at);
ALTER TABLE attempt
  ADD CONSTRAINT attempt_response CHECK (
    (response_kind = 'http' AND http_status IS NOT NULL) OR
    (response_kind <> 'http' AND http_status IS NULL)),
  ADD CONSTRAINT attempt_simulated CHECK ((mode = 'simulated') = (response_kind = 'simulated')),
  ADD CONSTRAINT attempt_hash CHECK (payload_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT attempt_target CHECK (length(target) > 0),
  ADD CONSTRAINT attempt_retries CHECK (retry_count >= 0),
  ADD CONSTRAINT attempt_span CHECK (finished_at >= started_at);
ALTER TABLE asset
  ADD CONSTRAINT asset_provenance CHECK (length(prompt_version) > 0 AND length(model_id) > 0
    AND jsonb_typeof(source_signals) = 'array' AND jsonb_array_length(source_signals) > 0),
  ADD CONSTRAINT asset_hash CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE incident
  ADD CONSTRAINT incident_severity CHECK (severity BETWEEN 1 AND 4),
  ADD CONSTRAINT incident_order CHECK (
    (impact_started_at IS NULL OR impact_started_at <= detected_at)
    AND (acknowledged_at IS NULL OR acknowledged_at >= detected_at)
    AND (mitigated_at IS NULL OR mitigated_at >= COALESCE(acknowledged_at, detected_at))
    AND (resolved_at IS NULL OR resolved_at >= COALESCE(mitigated_at, acknowledged_at, detected_at))
    AND (closed_at IS NULL OR closed_at >= COALESCE(resolved_at, detected_at))),
  ADD CONSTRAINT incident_states CHECK (
    (state <> 'cancelled' OR cancel_reason IS NOT NULL)
    AND (state NOT IN ('resolved', 'closed') OR resolved_at IS NOT NULL)
    AND (state <> 'mitigated' OR mitigated_at IS NOT NULL)
    AND (state <> 'active' OR acknowledged_at IS NOT NULL));
ALTER TABLE post ADD CONSTRAINT post_published CHECK (state <> 'published' OR media_id IS NOT NULL);
ALTER TABLE outbound_intent ADD CONSTRAINT outbound_intent_end CHECK ((resolved_at IS NULL) = (outcome IS NULL));

-- ── the application role ───────────────────────────────────────────────────
DO $$
BEGIN
  CREATE ROLE signalbox_app NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to create signalbox_app: audit protection is weak';
END $$;

DO $$
DECLARE name text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'signalbox_app') THEN RETURN; END IF;
  GRANT USAGE ON SCHEMA public TO signalbox_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO signalbox_app;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO signalbox_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO signalbox_app;
  FOREACH name IN ARRAY ARRAY['audit_event','attempt','gate_decision','approval','post_edit',
    'sign_off','checklist_confirmation','incident_eta','moderation_flag'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM signalbox_app', name);
  END LOOP;
  REVOKE INSERT, UPDATE, DELETE ON audit_head, test_clock, setting FROM signalbox_app;
  REVOKE INSERT, DELETE ON brake FROM signalbox_app;
  REVOKE DELETE ON person, role_grant, approval_window, window_grant, halt, policy_hold, post, outbound_intent
    FROM signalbox_app;
  GRANT UPDATE (channel_url, channel_status, channel_error, channel_checked_at) ON setting TO signalbox_app;
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM signalbox_app;
  END IF;
END $$;

-- Lets a single database user take the application role (SET ROLE); harmless where it may not.
DO $$
BEGIN
  EXECUTE format('GRANT signalbox_app TO %I', current_user);
EXCEPTION WHEN OTHERS THEN NULL;
END $$;
