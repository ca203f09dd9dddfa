-- When the platform was last asked about a day: an empty answer is no reading, and still keeps the pace of asking.
ALTER TABLE account_day ADD COLUMN asked_at timestamptz(3);
