-- What is measured against its date is dated when it is made: a request ahead of its time would make newcomers older
-- than it (R4), an approval would answer policy holds and quarantines that are still to come (R5).
CREATE FUNCTION not_ahead() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz > app_now() + interval '1 second' THEN
    RAISE EXCEPTION 'a row of % is not dated ahead', TG_TABLE_NAME USING ERRCODE = 'SB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER auto_clean_request_not_ahead BEFORE INSERT ON auto_clean_request
  FOR EACH ROW EXECUTE FUNCTION not_ahead('requested_at');
CREATE TRIGGER hold_end_request_not_ahead BEFORE INSERT ON hold_end_request
  FOR EACH ROW EXECUTE FUNCTION not_ahead('requested_at');
CREATE TRIGGER approval_not_ahead BEFORE INSERT ON approval
  FOR EACH ROW EXECUTE FUNCTION not_ahead('decided_at');
ALTER TABLE auto_clean_request ENABLE ALWAYS TRIGGER auto_clean_request_not_ahead;
ALTER TABLE hold_end_request ENABLE ALWAYS TRIGGER hold_end_request_not_ahead;
ALTER TABLE approval ENABLE ALWAYS TRIGGER approval_not_ahead;
