-- Positions number everything that a device may have to catch up with: messages and moved receipts.
-- They are taken while the writer holds an advisory lock to the end of its transaction, so positions
-- become visible in ascending order and a cursor never skips a row that another writer commits late.
CREATE SEQUENCE position AS bigint CACHE 1;

-- Partitioned by the time inside the id (UUIDv7, or our derived UUIDv8): a repeat carries the same id, so it
-- meets the same partition however late it comes, and the primary key alone recognises it.
-- The sender and conversation are part of the key, so that nobody can take another's id first.
-- Edits, deletes and reactions are rows of their own, so that a sync carries them. Of a user's reactions to one
-- message the newest row counts: none, if it is removed or its message is empty.
-- The months' partitions are created by the archive when the first message asks for them.
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
    -- The newest edit's text, by the order of the log; null where there was none. The payload keeps the first one.
    edited_text text,
    edited_at timestamptz,
    removed_at timestamptz,
    -- deleted (by the author), expired, erased (by an operator). The edits of a removed message are removed with it.
    removed_why text,
    -- What search finds, see SearchWords: the text as last edited; null on edits, deletes and reactions themselves.
    words tsvector,
    PRIMARY KEY (id, conversation, sender)
) PARTITION BY RANGE (id);

CREATE INDEX message_by_position ON message (conversation, position);
CREATE INDEX message_by_words ON message USING gin (words);
CREATE INDEX message_by_ref ON message (ref) WHERE ref IS NOT NULL;
CREATE INDEX message_by_expiry ON message (expires_at) WHERE expires_at IS NOT NULL AND removed_at IS NULL;

-- Edits and deletes that came before their message; applied when it is archived.
CREATE TABLE pending_change (
    target uuid NOT NULL,
    conversation text NOT NULL,
    sender text NOT NULL,
    -- The id of the edit or delete.
    change uuid NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (target, conversation, sender, change)
);

-- Of direct conversations both users, written with the first message.
CREATE TABLE membership (
    user_id text NOT NULL,
    conversation text NOT NULL,
    PRIMARY KEY (user_id, conversation)
);

-- How far a user has received or read: one row a user, conversation and state, never moving back.
-- What is read is delivered too: its row is moved along.
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
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (up_to, conversation, user_id, state)
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
