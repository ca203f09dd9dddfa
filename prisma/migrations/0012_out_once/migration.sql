-- A post that is out begins no other call (R6): refused before the call, not at its outcome.
DROP INDEX outbound_intent_published;
CREATE UNIQUE INDEX outbound_intent_once ON outbound_intent (post_id) WHERE outcome IS NULL OR outcome = 'published';
