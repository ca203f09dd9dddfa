-- Every optimisation decision keeps the numbers it was taken on and what it changed (R10).
CREATE TABLE optimisation_decision (
  id uuid PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  kind text NOT NULL CHECK (length(kind) > 0),
  decided_by text NOT NULL CHECK (length(decided_by) > 0),
  decided_by_name text NOT NULL,
  strategy_before integer NOT NULL,
  strategy_after integer NOT NULL CHECK (strategy_after > strategy_before),
  evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) IN ('object', 'array') AND evidence NOT IN ('{}', '[]')),
  delta jsonb NOT NULL CHECK (jsonb_typeof(delta) IN ('object', 'array') AND delta NOT IN ('{}', '[]'))
);
CREATE TRIGGER optimisation_decision_append_only BEFORE UPDATE OR DELETE ON optimisation_decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER optimisation_decision_no_truncate BEFORE TRUNCATE ON optimisation_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE optimisation_decision ENABLE ALWAYS TRIGGER optimisation_decision_append_only;
ALTER TABLE optimisation_decision ENABLE ALWAYS TRIGGER optimisation_decision_no_truncate;

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'signalbox_app') THEN RETURN; END IF;
  REVOKE UPDATE, DELETE, TRUNCATE ON optimisation_decision FROM signalbox_app;
END $$;
