-- PostgreSQL looks for a table among one's temporary ones first, unless they are named last: else a connection could
-- bring a setting, a clock or an audit head of its own to the functions that guard it.
DO $$
DECLARE ours regprocedure;
BEGIN
  FOR ours IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', ours);
  END LOOP;
END $$;
