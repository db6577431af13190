-- A device of a user, and the push target by which it is reached; without one it is told nothing.
CREATE TABLE device (
    user_id text NOT NULL,
    device text NOT NULL,
    name text,
    -- web-push, unified-push, fcm, apns
    kind text,
    -- Whom it is sent through: what of one of them hangs holds up nothing of another.
    lane text,
    -- The endpoint or the token.
    address text,
    -- Of Web Push: the receiver's public key and secret.
    receiver_key bytea,
    receiver_secret bytea,
    previews boolean NOT NULL,
    clears boolean NOT NULL,
    quiet_from time,
    quiet_until time,
    quiet_zone text,
    registered_at timestamptz NOT NULL,
    -- When a vendor said that the target is dead, and how.
    gone_at timestamptz,
    gone_why text,
    PRIMARY KEY (user_id, device),
    CHECK (num_nulls(kind, lane, address) IN (0, 3)),
    CHECK (num_nulls(quiet_from, quiet_until, quiet_zone) IN (0, 3))
);

-- One target is one device's: whoever logs in on a phone gets what comes to it, and no longer the one before.
CREATE UNIQUE INDEX device_by_address ON device (md5(address)) WHERE address IS NOT NULL;

CREATE TABLE mute (
    user_id text NOT NULL,
    conversation text NOT NULL,
    until timestamptz NOT NULL,
    -- Those are told nevertheless.
    mentions boolean NOT NULL,
    PRIMARY KEY (user_id, conversation)
);

-- From parley.access. Who has left stays as a row, so that an older record brings nobody back.
CREATE TABLE member (
    group_id text NOT NULL,
    user_id text NOT NULL,
    -- From when on he reads; null: no longer a member.
    since timestamptz,
    version bigint NOT NULL,
    PRIMARY KEY (group_id, user_id)
);

CREATE TABLE group_name (
    group_id text PRIMARY KEY,
    name text,
    version bigint NOT NULL
);

CREATE TABLE block (
    owner text NOT NULL,
    blocked text NOT NULL,
    PRIMARY KEY (owner, blocked)
);

-- How far the log was taken in, per conversation: what is read again is recognised.
CREATE TABLE heard (
    conversation text PRIMARY KEY,
    log_offset bigint NOT NULL,
    received_at timestamptz NOT NULL
) WITH (fillfactor = 70); -- room for updates in place

-- Messages that somebody is or was just told of; the position is the order in which the log has them.
CREATE TABLE message (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation text NOT NULL,
    id uuid NOT NULL,
    sender text NOT NULL,
    -- Null in a group.
    recipient text,
    type text NOT NULL,
    -- Null: there is none, or it must not be shown.
    text text,
    mentions jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    deleted boolean NOT NULL DEFAULT false,
    kept_at timestamptz NOT NULL,
    UNIQUE (conversation, id, sender)
);

CREATE INDEX message_by_age ON message (kept_at);
CREATE INDEX message_with_text ON message (kept_at) WHERE text IS NOT NULL;

-- How far a user is in a conversation, for those who have a device with a target.
CREATE TABLE reading (
    user_id text NOT NULL,
    conversation text NOT NULL,
    -- Positions: of the newest message to him, of what he has read, of what some device of his has.
    newest bigint NOT NULL,
    read bigint NOT NULL DEFAULT 0,
    delivered bigint NOT NULL DEFAULT 0,
    unread integer NOT NULL,
    PRIMARY KEY (user_id, conversation)
) WITH (fillfactor = 70);

CREATE INDEX reading_unread ON reading (user_id) WHERE unread > 0;

-- Receipts that came before the message they are of: the log has them on another topic.
CREATE TABLE early_receipt (
    conversation text NOT NULL,
    message uuid NOT NULL,
    user_id text NOT NULL,
    -- Empty: the client did not say.
    device text NOT NULL,
    state text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (conversation, message, user_id, device, state)
);

-- What a device is to be told: one row per conversation, of its newest message.
CREATE TABLE pending (
    user_id text NOT NULL,
    device text NOT NULL,
    conversation text NOT NULL,
    lane text NOT NULL,
    position bigint NOT NULL,
    -- 0: nobody has asked yet who is connected; 1: to be sent when it is due.
    phase smallint NOT NULL,
    -- Whether it had a live session then; null: not known.
    live boolean,
    -- Take away what is shown, rather than show something.
    clear boolean NOT NULL,
    urgent boolean NOT NULL,
    mention boolean NOT NULL,
    queued_at timestamptz NOT NULL,
    -- While somebody works on it: when another may.
    due_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    -- Whose work it is.
    claim uuid,
    PRIMARY KEY (user_id, device, conversation)
) WITH (fillfactor = 70);

CREATE INDEX pending_undecided ON pending (due_at) WHERE phase = 0;
CREATE INDEX pending_due ON pending (lane, due_at) WHERE phase = 1;
CREATE INDEX pending_by_position ON pending (position);

-- What a device shows, as far as we know: so that it can be taken away when it was read elsewhere.
CREATE TABLE shown (
    user_id text NOT NULL,
    device text NOT NULL,
    conversation text NOT NULL,
    position bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, device, conversation)
);

CREATE INDEX shown_by_position ON shown (position);

-- What became of each message on each device. Never what was said.
CREATE TABLE ledger (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    user_id text NOT NULL,
    device text NOT NULL,
    -- Null: of a test.
    conversation text,
    message uuid,
    event text NOT NULL,
    detail text
);

CREATE INDEX ledger_by_user ON ledger (user_id, id);
CREATE INDEX ledger_by_message ON ledger (message, id);
CREATE INDEX ledger_by_age ON ledger USING brin (at);

-- What operators asked and did.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    operator text NOT NULL,
    action text NOT NULL,
    query text NOT NULL,
    reason text NOT NULL,
    found bigint,
    failure text
);

-- Nobody who speaks through the application changes what was written down about operators.
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows: % is refused', TG_OP;
END
$$;

CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
