-- What counts by its age is dated by the database (R4): the owner alone, who may do everything, brings older rows.

CREATE FUNCTION is_owner_of(relation oid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = relation
$$;

CREATE OR REPLACE FUNCTION person_active_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_owner_of(TG_RELID) THEN NEW.created_at := app_now(); END IF;
  NEW.active_since := NEW.created_at;
  RETURN NEW;
END $$;

CREATE FUNCTION role_grant_dated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_owner_of(TG_RELID) THEN NEW.granted_at := app_now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_grant_dated BEFORE INSERT ON role_grant
  FOR EACH ROW EXECUTE FUNCTION role_grant_dated();
ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_dated;

-- Granted anew it is a new row with a new date.
CREATE OR REPLACE FUNCTION role_grant_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL
     OR (NEW.id, NEW.person_id, NEW.account_id, NEW.role, NEW.granted_by, NEW.granted_at)
        IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.account_id, OLD.role, OLD.granted_by, OLD.granted_at) THEN
    RAISE EXCEPTION 'a role can only be taken back' USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
