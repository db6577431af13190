-- One row a conversation, so that a person's list of conversations, newest first, and the question which of them
-- moved since a cursor cost what he has and not what the archive has.
CREATE TABLE conversation (
    id text PRIMARY KEY,
    -- The newest row of any type.
    last_position bigint NOT NULL,
    -- The newest message that stands for itself (no edit, delete, reaction); null where there is none.
    shown_position bigint,
    shown_id uuid,
    shown_sender text
) WITH (fillfactor = 50); -- room for updates in place: no index holds what changes

-- Where it is kept, so that no writer can forget it: one upsert a batch, under the writer's lock.
CREATE FUNCTION conversations_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO conversation AS known (id, last_position, shown_position, shown_id, shown_sender)
    SELECT newest.conversation, newest.position, shown.position, shown.id, shown.sender
    FROM (SELECT conversation, max(position) AS position FROM came GROUP BY conversation) newest
    LEFT JOIN (
        SELECT DISTINCT ON (conversation) conversation, position, id, sender
        FROM came
        WHERE type NOT IN ('edit', 'delete', 'reaction')
        ORDER BY conversation, position DESC
    ) shown USING (conversation)
    ON CONFLICT (id) DO UPDATE SET
        last_position = greatest(known.last_position, excluded.last_position),
        shown_position = coalesce(excluded.shown_position, known.shown_position),
        shown_id = coalesce(excluded.shown_id, known.shown_id),
        shown_sender = coalesce(excluded.shown_sender, known.shown_sender);
    RETURN NULL;
END
$$;

CREATE TRIGGER conversations_move AFTER INSERT ON message
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION conversations_move();

-- What operators read by: when it came. The id's time is the sender's claim and may lie.
CREATE INDEX message_by_arrival ON message (received_at, position);

-- Why a query gave nothing: it was refused or failed. Null where it was answered.
ALTER TABLE audit ADD COLUMN failure text;

-- Nobody who speaks through the application changes what was written down about operators.
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows: % is refused', TG_OP;
END
$$;

CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
