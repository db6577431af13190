-- What others were told of a user last; what HTTP answers with.
CREATE TABLE presence (
    user_id   text PRIMARY KEY,
    state     text NOT NULL CHECK (state IN ('online', 'away', 'offline')),
    last_seen timestamptz NOT NULL
);
CREATE INDEX presence_of_who_is_there ON presence (user_id) WHERE state <> 'offline';

-- What a device said last, if that was not "offline": after a restart it is held against who is connected.
CREATE TABLE device (
    user_id text NOT NULL,
    device  text NOT NULL,
    state   text NOT NULL CHECK (state IN ('online', 'away')),
    said_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, device)
);

-- Each time that somebody was seen last, for as long as it is kept.
CREATE TABLE sighting (
    user_id text NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, seen_at)
);
CREATE INDEX sighting_by_age ON sighting (seen_at);

-- One row a partition of parley.presence. Whoever takes it over counts the epoch up: an instance that was frozen and does not
-- know that it lost the partition can write nothing any more.
CREATE TABLE share (
    partition  integer PRIMARY KEY,
    epoch      bigint NOT NULL,
    watched_at timestamptz NOT NULL
);

-- Absent: contacts. Told: parley.access has it.
CREATE TABLE visibility (
    owner      text PRIMARY KEY,
    visibility text NOT NULL CHECK (visibility IN ('everyone', 'contacts', 'nobody')),
    changed_at timestamptz NOT NULL,
    told       boolean NOT NULL
);
CREATE INDEX visibility_untold ON visibility (owner) WHERE NOT told;

-- Who has a direct conversation with whom, a before b.
CREATE TABLE contact (
    a     text NOT NULL,
    b     text NOT NULL CHECK (a < b COLLATE "C"),
    since timestamptz NOT NULL,
    told  boolean NOT NULL,
    PRIMARY KEY (a, b)
);
CREATE INDEX contact_untold ON contact (a, b) WHERE NOT told;

-- From parley.access. Who is no longer a member stays: an older record must not let him in again.
CREATE TABLE member (
    group_id  text NOT NULL,
    user_id   text NOT NULL,
    is_member boolean NOT NULL,
    version   bigint NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX member_of ON member (user_id) WHERE is_member;

CREATE TABLE deleted_group (
    group_id text PRIMARY KEY
);

CREATE TABLE block (
    owner   text NOT NULL,
    blocked text NOT NULL,
    PRIMARY KEY (owner, blocked)
);
