-- A deleted group stays: its record on the log says so, and its id is never used again.
CREATE TABLE groups (
    id                   text PRIMARY KEY,
    name                 text NOT NULL,
    description          text,
    picture              text,
    announcement_only    boolean NOT NULL,
    newcomers_see_history boolean NOT NULL,
    approval             boolean NOT NULL,
    created_by           text NOT NULL,
    created_at           timestamptz NOT NULL,
    changed_at           timestamptz NOT NULL,
    version              bigint NOT NULL,
    members              integer NOT NULL,
    owners               integer NOT NULL,
    deleted              boolean NOT NULL,
    CONSTRAINT somebody_owns_it CHECK (CASE WHEN deleted THEN members = 0 AND owners = 0 ELSE owners > 0 AND members >= owners END)
);

-- Without a role: no longer a member. The row stays for what may still be read: periods, see Periods.
CREATE TABLE member (
    group_id   text NOT NULL REFERENCES groups,
    user_id    text NOT NULL,
    role       text CHECK (role IN ('owner', 'admin', 'member')),
    periods    text NOT NULL,
    since      timestamptz NOT NULL,
    removed_at timestamptz,
    version    bigint NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX member_of ON member (user_id) WHERE role IS NOT NULL;

CREATE TABLE link (
    id         text PRIMARY KEY,
    group_id   text NOT NULL REFERENCES groups,
    token      text NOT NULL UNIQUE,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    most_uses  integer CHECK (most_uses > 0),
    uses       integer NOT NULL CHECK (uses <= most_uses)
);
CREATE INDEX link_of ON link (group_id);

CREATE TABLE join_request (
    group_id text NOT NULL REFERENCES groups,
    user_id  text NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (group_id, user_id)
);

CREATE TABLE block (
    owner   text NOT NULL,
    blocked text NOT NULL CHECK (blocked <> owner),
    since   timestamptz NOT NULL,
    PRIMARY KEY (owner, blocked)
);

-- What a repeated creation with the same Idempotency-Key is answered with.
CREATE TABLE creation (
    owner    text NOT NULL,
    key      text NOT NULL,
    content  text NOT NULL,
    group_id text NOT NULL REFERENCES groups,
    at       timestamptz NOT NULL,
    PRIMARY KEY (owner, key)
);

-- What Kafka has not got yet: one row a change, with all its records in order. The number is drawn while the change holds
-- its group's (or its user's) lock, so that for each key the order of numbers is the order of commits.
CREATE TABLE outbox (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    letters text NOT NULL,
    at      timestamptz NOT NULL DEFAULT now()
);

-- The commit itself wakes the relay, whichever instance it runs in.
CREATE FUNCTION wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;
CREATE TRIGGER wake_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_relay();
