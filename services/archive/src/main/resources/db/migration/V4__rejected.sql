-- Dead letters, as parley.rejected has them, for operators: what was refused and why, until it is too old.
CREATE TABLE rejected (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- SHA-256 of the record: Kafka may bring it again, and its offsets begin anew where the topic was made anew.
    digest bytea NOT NULL UNIQUE,
    received_at timestamptz NOT NULL,
    topic text NOT NULL,
    sender text NOT NULL,
    -- Of a message: for erasure.
    conversation text,
    -- Of what was a message already.
    known uuid,
    why text NOT NULL,
    -- In bytes, as it came; what is kept may be less.
    size integer NOT NULL,
    -- Null: erased.
    payload bytea,
    replayed_at timestamptz,
    replayed_by text,
    -- What it became; null for a receipt.
    message uuid
);

CREATE INDEX rejected_open ON rejected (id) WHERE replayed_at IS NULL;
CREATE INDEX rejected_by_sender ON rejected (sender, id);
CREATE INDEX rejected_by_conversation ON rejected (conversation) WHERE conversation IS NOT NULL;
