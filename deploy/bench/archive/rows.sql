-- A million messages in the month partitions of two years, made by PostgreSQL itself, for the reader that the setting
-- bench.reader names (see Fill.java). He takes part in 500 direct conversations with a fifth of the messages and in 500 of
-- 10,000 groups with a tenth; the other groups have a tenth, 2,000 conversations of others the rest. A group has 20 members,
-- one of his 1,000. 'needle' stands in 100 messages, half of them in his groups; 'the' in a third of all.
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

-- The reader's own direct conversations, his 500 groups, 9,500 groups of others, others' direct conversations.
CREATE TEMP TABLE said AS
WITH numbered AS (
    SELECT n,
        now() - interval '23 months' + n * (interval '23 months' / 1000000) AS at,
        current_setting('bench.reader') AS reader,
        n % 2 = 0 AS own,
        CASE n % 10 WHEN 1 THEN n / 10 * 31 % 500 WHEN 6 THEN 500 + n / 10 * 31 % 9500 END AS "group"
    FROM generate_series(1::bigint, 1000000) n),
named AS (
    SELECT *,
        CASE WHEN n % 5 = 0 THEN reader ELSE 'p' || (n * 7919 % 2000) END AS one,
        CASE WHEN n % 5 = 0 THEN 'q' || (n / 5 * 31 % 500) ELSE 'r' || (n * 7919 % 2000) END AS other,
        'g-0193d3e7-0000-7000-8000-' || lpad(to_hex("group"), 12, '0') AS group_id
    FROM numbered)
SELECT n, at,
    CASE WHEN "group" IS NULL THEN least(one, other) || '_' || greatest(one, other) ELSE group_id END AS conversation,
    CASE WHEN "group" = 0 AND n / 10 % 1000 = 0 THEN reader WHEN "group" IS NOT NULL THEN 'm' || (n / 10 % 20) WHEN own THEN one ELSE other END AS sender,
    CASE WHEN "group" IS NULL THEN ARRAY['@' || one, '@' || other] ELSE ARRAY['@' || group_id] END AS marks,
    -- Zipf-like: the product of two random numbers prefers the small ones.
    (SELECT array_agg('w' || (random() * random() * 20000)::int) FROM generate_series(1, 12) WHERE n > 0)
        || CASE WHEN n % 3 = 0 THEN '{the}' ELSE '{}'::text[] END
        || CASE WHEN n % 20000 IN (11, 15) THEN '{needle}' ELSE '{}'::text[] END AS words
FROM named;

INSERT INTO message (id, conversation, sender, position, type, sent_at, received_at, payload, words)
SELECT
    (overlay(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') placing '-' from 9 for 0)
        || '-7' || right(lpad(to_hex(n % 4096), 3, '0'), 3) || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    conversation, sender, nextval('position'), 'text', at, at,
    json_build_object('message', array_to_string(words, ' '))::text,
    array_to_tsvector(ARRAY(SELECT DISTINCT unnest(words || marks)))
FROM said ORDER BY n;

INSERT INTO membership (user_id, conversation)
SELECT DISTINCT unnest(string_to_array(conversation, '_')), conversation FROM said WHERE conversation LIKE '%\_%'
ON CONFLICT DO NOTHING;

-- Each group has 20 members; the reader is one of the first 500, and one of the 1,000 of the very first.
INSERT INTO membership (user_id, conversation, seen, role, version, change)
SELECT member, 'g-0193d3e7-0000-7000-8000-' || lpad(to_hex(k), 12, '0'),
    tstzmultirange(tstzrange(now() - interval '2 years', NULL)), 'member', 1, nextval('position')
FROM generate_series(0, 9999) k,
    LATERAL (SELECT 'm' || i FROM generate_series(0, CASE WHEN k = 0 THEN 999 ELSE 19 END) i
        UNION ALL SELECT current_setting('bench.reader') WHERE k < 500) AS members(member);

INSERT INTO group_state (conversation, version, name)
SELECT DISTINCT conversation, 1, 'Group ' || conversation FROM membership WHERE change > 0;

-- Half of the conversations are read to the end, the others have some unread messages.
INSERT INTO watermark (conversation, user_id, state, up_to, position, at, change)
SELECT c.id, m.user_id, s.state, c.shown_id,
    c.shown_position - CASE WHEN c.shown_position % 2 = 0 THEN 0 ELSE 20000 END, now(), nextval('position')
FROM conversation c JOIN membership m ON m.conversation = c.id, unnest('{delivered,read}'::text[]) AS s(state)
ON CONFLICT DO NOTHING;
