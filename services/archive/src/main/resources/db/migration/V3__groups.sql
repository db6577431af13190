-- What a user may read of a conversation, by the time of receipt: of a direct one everything, of a group the periods in which
-- he was a member. Former members' rows stay, for their periods.
ALTER TABLE membership
    ADD COLUMN seen tstzmultirange NOT NULL DEFAULT '{(,)}',
    -- In a group; null: no longer a member. Always null in a direct conversation.
    ADD COLUMN role text,
    -- Of the group when this became so.
    ADD COLUMN version bigint NOT NULL DEFAULT 0,
    -- Nothing before it is his to read: so that a newcomer's page does not walk through years of others' messages.
    ADD COLUMN first_position bigint NOT NULL DEFAULT 0,
    -- When this became so, as a position: a sync carries it. 0 in a direct conversation.
    ADD COLUMN change bigint NOT NULL DEFAULT 0;

CREATE INDEX membership_by_conversation ON membership (conversation);

-- What a group was called. All that came, because who left sees what it was called then.
CREATE TABLE group_state (
    conversation text NOT NULL,
    version bigint NOT NULL,
    name text,
    picture text,
    PRIMARY KEY (conversation, version)
);

-- When the edit that counts was received: who had left by then reads what was there before.
ALTER TABLE message ADD COLUMN edit_received_at timestamptz;

-- Which positions the messages of a month have (by the time in their ids): a search for a frequent word reads the newest first
-- and stops where the older ones cannot have anything newer.
CREATE TABLE message_month (
    from_id uuid PRIMARY KEY,
    to_id uuid NOT NULL,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL
) WITH (fillfactor = 50);

CREATE FUNCTION month_of(id uuid) RETURNS timestamp LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT date_trunc('month', to_timestamp(
        ('x' || substr(id::text, 1, 8) || substr(id::text, 10, 4))::bit(48)::bigint / 1000.0) AT TIME ZONE 'UTC')
$$;

CREATE FUNCTION first_id(month timestamp) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM month) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

INSERT INTO message_month
SELECT first_id(month), first_id(month + interval '1 month'), min(position), max(position)
FROM (SELECT month_of(id) AS month, position FROM message) m GROUP BY month;

ALTER TABLE conversation ADD COLUMN shown_received_at timestamptz;
UPDATE conversation c SET shown_received_at = m.received_at
FROM message m WHERE m.id = c.shown_id AND m.conversation = c.id AND m.sender = c.shown_sender;

CREATE OR REPLACE FUNCTION conversations_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO conversation AS known (id, last_position, shown_position, shown_id, shown_sender, shown_received_at)
    SELECT newest.conversation, newest.position, shown.position, shown.id, shown.sender, shown.received_at
    FROM (SELECT conversation, max(position) AS position FROM came GROUP BY conversation) newest
    LEFT JOIN (
        SELECT DISTINCT ON (conversation) conversation, position, id, sender, received_at
        FROM came
        WHERE type NOT IN ('edit', 'delete', 'reaction')
        ORDER BY conversation, position DESC
    ) shown USING (conversation)
    ON CONFLICT (id) DO UPDATE SET
        last_position = greatest(known.last_position, excluded.last_position),
        shown_position = coalesce(excluded.shown_position, known.shown_position),
        shown_id = coalesce(excluded.shown_id, known.shown_id),
        shown_sender = coalesce(excluded.shown_sender, known.shown_sender),
        shown_received_at = coalesce(excluded.shown_received_at, known.shown_received_at);
    INSERT INTO message_month AS known
    SELECT first_id(month), first_id(month + interval '1 month'), min(position), max(position)
    FROM (SELECT month_of(id) AS month, position FROM came) m GROUP BY month
    ON CONFLICT (from_id) DO UPDATE SET
        first_position = least(known.first_position, excluded.first_position),
        last_position = greatest(known.last_position, excluded.last_position);
    RETURN NULL;
END
$$;
