-- Positions number everything that a device may have to catch up with: messages and moved receipts.
-- They are taken while the writer holds an advisory lock to the end of its transaction, so positions
-- become visible in ascending order and a cursor never skips a row that another writer commits late.
CREATE SEQUENCE position AS bigint CACHE 1;

-- Partitioned by the time inside the id (UUIDv7, or our derived UUIDv8): a repeat carries the same id, so it
-- meets the same partition however late it comes, and the primary key alone recognises it.
-- The sender and conversation are part of the key, so that nobody can take another's id first.
CREATE TABLE message (
    id uuid NOT NULL,
    conversation text NOT NULL,
    sender text NOT NULL,
    position bigint NOT NULL,
    type text NOT NULL,
    ref uuid,
    sent_at timestamptz,
    received_at timestamptz NOT NULL,
    archived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz,
    -- The sender's JSON as it came: text, so that no JSON that a client can send is refused here. Null once removed.
    payload text,
    -- The newest edit's text; null where there was none.
    edited_text text,
    edited_at timestamptz,
    removed_at timestamptz,
    -- deleted (by the author), expired, erased (by an operator)
    removed_why text,
    -- What search finds, see SearchWords.
    words tsvector,
    PRIMARY KEY (id, conversation, sender)
) PARTITION BY RANGE (id);

CREATE INDEX message_by_position ON message (conversation, position);
CREATE INDEX message_by_words ON message USING gin (words);
CREATE INDEX message_by_ref ON message (ref) WHERE ref IS NOT NULL;
CREATE INDEX message_by_expiry ON message (expires_at) WHERE expires_at IS NOT NULL AND removed_at IS NULL;

CREATE TABLE membership (
    user_id text NOT NULL,
    conversation text NOT NULL,
    PRIMARY KEY (user_id, conversation)
);

-- How far a user has received or read: one row a user, conversation and state, never moving back.
CREATE TABLE watermark (
    conversation text NOT NULL,
    user_id text NOT NULL,
    state text NOT NULL,
    up_to uuid NOT NULL,
    position bigint NOT NULL,
    at timestamptz NOT NULL,
    -- A position of its own, so that a sync finds what moved.
    change bigint NOT NULL,
    PRIMARY KEY (conversation, user_id, state)
);

-- Receipts that came before their message; applied when it is archived.
CREATE TABLE pending_receipt (
    conversation text NOT NULL,
    user_id text NOT NULL,
    state text NOT NULL,
    up_to uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (conversation, user_id, state, up_to)
);

-- Every question an operator asked of other people's conversations.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    operator text NOT NULL,
    action text NOT NULL,
    query text NOT NULL,
    reason text NOT NULL,
    found bigint
);
