-- The ledger. The same for SQLite and PostgreSQL, but for how rows of reservations are laid out. Amounts are micros, times are micros of the epoch.

-- What happened, one line after the other; only ever added to.
CREATE TABLE entry (
    sequence    BIGINT NOT NULL PRIMARY KEY,
    at          BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    key         TEXT   NOT NULL UNIQUE,
    account     TEXT   NOT NULL,
    span        TEXT   NOT NULL,
    amount      BIGINT NOT NULL,
    reservation TEXT   NOT NULL,
    other       TEXT   NOT NULL,
    last        INT    NOT NULL,
    expires     BIGINT NOT NULL,
    overrun     BIGINT NOT NULL,
    who         TEXT   NOT NULL,
    why         TEXT   NOT NULL,
    hash        TEXT   NOT NULL
);

-- The last line. Whoever writes holds this row.
CREATE TABLE head (
    id       INT    NOT NULL PRIMARY KEY CHECK (id = 1),
    sequence BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    hash     TEXT   NOT NULL,
    currency TEXT   NOT NULL
);

INSERT INTO head (id, sequence, at, hash, currency)
VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000', '');

-- What follows from the lines, so that nobody has to read them all.
CREATE TABLE balance (
    account  TEXT   NOT NULL,
    span     TEXT   NOT NULL,
    upper    BIGINT,
    settled  BIGINT NOT NULL,
    reserved BIGINT NOT NULL,
    overrun  BIGINT NOT NULL,
    blocked  BIGINT NOT NULL,
    closed   INT    NOT NULL,
    PRIMARY KEY (account, span)
);

-- How reservations stand; their lines, of the same sequence, say whose they are.
CREATE TABLE reservation (
    sequence BIGINT NOT NULL PRIMARY KEY,
    expires  BIGINT NOT NULL,
    remains  BIGINT NOT NULL,
    settled  BIGINT NOT NULL,
    state    TEXT   NOT NULL
) ${updated-in-place};

-- Whose time is over is asked often; a settlement leaves this index alone.
CREATE INDEX reservation_expires ON reservation (expires);
