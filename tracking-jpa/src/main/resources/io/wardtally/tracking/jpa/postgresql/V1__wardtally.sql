-- Wardtally on PostgreSQL 12 and later. Ids are compared by code points ("C"), whatever the database's collation.

-- Whose data this is, and the revision of its policies.
create table wt_facility (
    one smallint not null default 1,
    facility varchar(64),
    revision bigint not null default 1,
    constraint wt_facility_pk primary key (one),
    constraint wt_facility_one check (one = 1)
);

insert into wt_facility (one, revision) values (1, 1);

-- Apart from wt_facility, which every decision reads, since every sealing sets it.
create table wt_log (
    one smallint not null default 1,
    sealed bigint not null default 0,
    constraint wt_log_pk primary key (one),
    constraint wt_log_one check (one = 1)
);

insert into wt_log (one, sealed) values (1, 0);

-- What tells a wrong key of the right version.
create table wt_key (
    name varchar(64) collate "C" not null,
    check_value varchar(64) not null,
    constraint wt_key_pk primary key (name)
);

create table wt_asset (
    id varchar(64) collate "C" not null,
    version bigint not null,
    judged bigint not null,
    next_check timestamp(6) with time zone not null,
    name varchar(200) not null,
    category varchar(64) collate "C" not null,
    manufacturer varchar(200),
    model varchar(200),
    serial varchar(200) collate "C",
    lot varchar(200),
    made date,
    expires date,
    identifiers varchar(1000000),
    life varchar(20) not null,
    present_condition varchar(20) not null,
    holds varchar(1000000),
    status varchar(20) not null,
    vendor varchar(200),
    owned_since timestamp(6) with time zone,
    owned_until timestamp(6) with time zone,
    department varchar(64) collate "C" not null,
    room varchar(64) collate "C",
    last_used timestamp(6) with time zone,
    constraint wt_asset_pk primary key (id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
create index wt_asset_category on wt_asset (category, id);
create index wt_asset_department on wt_asset (department, id);
create index wt_asset_serial on wt_asset (serial, id);
create index wt_asset_check on wt_asset (next_check, id);

create table wt_word (
    word varchar(64) collate "C" not null,
    asset_id varchar(64) collate "C" not null,
    constraint wt_word_pk primary key (word, asset_id)
);
create index wt_word_asset on wt_word (asset_id, word);

create table wt_subject (
    kind varchar(64) collate "C" not null,
    id varchar(64) collate "C" not null,
    version bigint not null,
    judged bigint not null,
    next_check timestamp(6) with time zone not null,
    constraint wt_subject_pk primary key (kind, id)
) with (fillfactor = 80);
create index wt_subject_check on wt_subject (next_check, kind, id);

-- The first segment of a session stands in its row. There is no foreign key to the asset: whoever writes a session has
-- compared and set the version of its asset in the same transaction.
create table wt_session (
    id uuid not null,
    asset_id varchar(64) collate "C" not null,
    started timestamp(6) with time zone not null,
    ended timestamp(6) with time zone,
    expected_nanos bigint,
    reason varchar(2000),
    notes varchar(2000),
    user_id varchar(64) collate "C" not null,
    department varchar(64) collate "C" not null,
    patient varchar(64) collate "C",
    handovers integer not null,
    voided boolean not null,
    end_clamped boolean not null,
    override_id uuid,
    procedure_name varchar(650),
    asked integer,
    confirmed integer,
    active_asset_id varchar(64) collate "C"
        generated always as (case when ended is null and not voided then asset_id end) stored,
    constraint wt_session_pk primary key (id),
    constraint wt_session_active unique (active_asset_id)
);
create index wt_session_started on wt_session (started desc, id desc);
create index wt_session_asset on wt_session (asset_id, started desc, id desc);
create index wt_session_user on wt_session (user_id, started desc, id desc);
create index wt_session_department on wt_session (department, started desc, id desc);
create index wt_session_patient on wt_session (patient, started desc, id desc);

create table wt_handover (
    session_id uuid not null,
    number integer not null,
    session_started timestamp(6) with time zone not null,
    since timestamp(6) with time zone not null,
    user_id varchar(64) collate "C" not null,
    department varchar(64) collate "C" not null,
    patient varchar(64) collate "C",
    constraint wt_handover_pk primary key (session_id, number),
    constraint wt_handover_session foreign key (session_id) references wt_session (id)
);
create index wt_handover_user on wt_handover (user_id, session_started desc, session_id desc);
create index wt_handover_department on wt_handover (department, session_started desc, session_id desc);
create index wt_handover_patient on wt_handover (patient, session_started desc, session_id desc);

-- What features attach to subjects. Kinds of items say what party, tag and due mean.
create table wt_item (
    subject_kind varchar(64) collate "C" not null,
    subject_id varchar(64) collate "C" not null,
    kind varchar(64) collate "C" not null,
    id varchar(64) collate "C" not null,
    live boolean not null,
    department varchar(64) collate "C",
    party varchar(200) collate "C",
    tag varchar(64) collate "C",
    rank_no integer not null,
    at_time timestamp(6) with time zone not null,
    due timestamp(6) with time zone not null,
    content varchar(1000000) not null,
    constraint wt_item_pk primary key (subject_kind, subject_id, kind, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
create index wt_item_live on wt_item (subject_kind, subject_id, live, kind, id);
create index wt_item_department on wt_item
    (kind, live, department, rank_no desc, at_time desc, id desc, subject_kind desc, subject_id desc);
create index wt_item_party on wt_item (kind, live, party, at_time desc, id desc, subject_kind desc, subject_id desc);
create index wt_item_due on wt_item (kind, live, due, id, subject_kind, subject_id);

-- A fact gets its position in the sealed log after its transaction, so the position is null for a while.
create table wt_fact (
    subject_kind varchar(64) collate "C" not null,
    subject_id varchar(64) collate "C" not null,
    sequence_no bigint not null,
    position bigint,
    happened timestamp(6) with time zone not null,
    recorded timestamp(6) with time zone not null,
    by_id varchar(64) not null,
    by_role varchar(20) not null,
    by_department varchar(64),
    fact_type varchar(64) not null,
    details varchar(1000000) not null,
    personal varchar(1000000) not null,
    state varchar(1000000) not null,
    key_version integer not null,
    digest bytea not null,
    constraint wt_fact_pk primary key (subject_kind, subject_id, sequence_no)
);
create index wt_fact_log on wt_fact (position, sequence_no);

create table wt_claim (
    kind varchar(64) collate "C" not null,
    claim_key varchar(200) collate "C" not null,
    holder varchar(64) collate "C" not null,
    constraint wt_claim_pk primary key (kind, claim_key)
);

create table wt_request (
    id varchar(200) collate "C" not null,
    content bytea not null,
    key_version integer not null,
    answer varchar(1000000) not null,
    answered timestamp(6) with time zone not null,
    constraint wt_request_pk primary key (id)
);
create index wt_request_answered on wt_request (answered);

-- How far each consumer has followed the log, and what was derived from it.
create table wt_cursor (
    consumer varchar(64) collate "C" not null,
    position bigint not null,
    constraint wt_cursor_pk primary key (consumer)
);

create table wt_derived (
    kind varchar(64) collate "C" not null,
    derived_key varchar(200) collate "C" not null,
    content varchar(1000000) not null,
    constraint wt_derived_pk primary key (kind, derived_key)
);
