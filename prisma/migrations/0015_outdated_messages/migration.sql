-- A message that is worth nothing from then on is not sent any more: a reminder after its slot, a checkpoint after a newer one.
ALTER TABLE outbox_message ADD COLUMN outdated_at timestamptz(3);

UPDATE outbox_message SET outdated_at = created_at + interval '2 hours' WHERE kind = 'post.remind';
UPDATE outbox_message SET outdated_at = created_at WHERE kind = 'checkpoint'
  AND created_at < (SELECT max(created_at) FROM outbox_message WHERE kind = 'checkpoint');
