-- A million messages in the month partitions of two years, made by PostgreSQL itself, for the reader that the setting
-- bench.reader names (see Fill.java). He takes part in 500 conversations with a fifth of the messages; 2,000 conversations of others have the rest.
-- 'needle' stands in 50 messages, a tenth of them the user's; 'the' in a third of all.
SET synchronous_commit = off;
SET work_mem = '128MB';

-- Named and bounded as the archive does (Month, Partitions).
DO $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT generate_series(date_trunc('month', now()) - interval '24 months', date_trunc('month', now()), '1 month')
    LOOP
        CONTINUE WHEN to_regclass('message_' || to_char(month, 'YYYY_MM')) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I PARTITION OF message FOR VALUES FROM (%L) TO (%L)',
            'message_' || to_char(month, 'YYYY_MM'),
            overlay(lpad(to_hex((extract(epoch FROM month::timestamptz AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0') placing '-' from 9 for 0) || '-0000-0000-000000000000',
            overlay(lpad(to_hex((extract(epoch FROM (month + interval '1 month')::timestamptz AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0') placing '-' from 9 for 0) || '-0000-0000-000000000000');
    END LOOP;
END
$$;

CREATE TEMP TABLE said AS
WITH numbered AS (
    SELECT n,
        now() - interval '23 months' + n * (interval '23 months' / 1000000) AS at,
        CASE WHEN n % 5 = 0 THEN current_setting('bench.reader') ELSE 'p' || (n * 7919 % 2000) END AS one,
        CASE WHEN n % 5 = 0 THEN 'q' || (n / 5 * 31 % 500) ELSE 'r' || (n * 7919 % 2000) END AS other
    FROM generate_series(1::bigint, 1000000) n)
SELECT n, at, least(one, other) AS a, greatest(one, other) AS b,
    CASE WHEN n % 2 = 0 THEN one ELSE other END AS sender,
    -- Zipf-like: the square of a random number prefers the small ones.
    (SELECT array_agg('w' || (random() * random() * 20000)::int) FROM generate_series(1, 12) WHERE n > 0)
        || CASE WHEN n % 3 = 0 THEN '{the}' ELSE '{}'::text[] END
        || CASE WHEN n % 20000 = 15 THEN '{needle}' ELSE '{}'::text[] END AS words
FROM numbered;

INSERT INTO message (id, conversation, sender, position, type, sent_at, received_at, payload, words)
SELECT
    (overlay(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') placing '-' from 9 for 0)
        || '-7' || right(lpad(to_hex(n % 4096), 3, '0'), 3) || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    a || '_' || b, sender, nextval('position'), 'text', at, at,
    json_build_object('message', array_to_string(words, ' '))::text,
    array_to_tsvector(ARRAY(SELECT DISTINCT unnest(words || ARRAY['@' || a, '@' || b])))
FROM said ORDER BY n;

INSERT INTO membership
SELECT DISTINCT unnest(ARRAY[a, b]), a || '_' || b FROM said ON CONFLICT DO NOTHING;

-- Half of the conversations are read to the end, the others have some unread messages.
INSERT INTO watermark (conversation, user_id, state, up_to, position, at, change)
SELECT c.id, u.name, s.state, c.shown_id,
    c.shown_position - CASE WHEN c.shown_position % 2 = 0 THEN 0 ELSE 20000 END, now(), nextval('position')
FROM conversation c, unnest(string_to_array(c.id, '_')) AS u(name), unnest('{delivered,read}'::text[]) AS s(state)
ON CONFLICT DO NOTHING;
