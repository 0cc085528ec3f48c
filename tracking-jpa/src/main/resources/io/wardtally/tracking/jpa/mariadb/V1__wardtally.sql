-- Wardtally on MariaDB 10.11 and later. Text is compared exactly; times are UTC.

-- Whose data this is, and the revision of its policies.
create table wt_facility (
    one smallint not null default 1,
    facility varchar(64),
    revision bigint not null default 1,
    constraint wt_facility_pk primary key (one),
    constraint wt_facility_one check (one = 1)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

insert into wt_facility (one, revision) values (1, 1);

-- Apart from wt_facility, which every decision reads, since every sealing sets it.
create table wt_log (
    one smallint not null default 1,
    sealed bigint not null default 0,
    constraint wt_log_pk primary key (one),
    constraint wt_log_one check (one = 1)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

insert into wt_log (one, sealed) values (1, 0);

-- What tells a wrong key of the right version.
create table wt_key (
    name varchar(64) not null,
    check_value varchar(64) not null,
    constraint wt_key_pk primary key (name)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create table wt_asset (
    id varchar(64) not null,
    version bigint not null,
    judged bigint not null,
    next_check datetime(6) not null,
    name varchar(200) not null,
    category varchar(64) not null,
    manufacturer varchar(200),
    model varchar(200),
    serial varchar(200),
    lot varchar(200),
    made date,
    expires date,
    identifiers mediumtext,
    life varchar(20) not null,
    present_condition varchar(20) not null,
    holds mediumtext,
    status varchar(20) not null,
    vendor varchar(200),
    owned_since datetime(6),
    owned_until datetime(6),
    department varchar(64) not null,
    room varchar(64),
    last_used datetime(6),
    constraint wt_asset_pk primary key (id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_asset_category on wt_asset (category, id);
create index wt_asset_department on wt_asset (department, id);
create index wt_asset_serial on wt_asset (serial, id);
create index wt_asset_check on wt_asset (next_check, id);

create table wt_word (
    word varchar(64) not null,
    asset_id varchar(64) not null,
    constraint wt_word_pk primary key (word, asset_id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_word_asset on wt_word (asset_id, word);

create table wt_subject (
    kind varchar(64) not null,
    id varchar(64) not null,
    version bigint not null,
    judged bigint not null,
    next_check datetime(6) not null,
    constraint wt_subject_pk primary key (kind, id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_subject_check on wt_subject (next_check, kind, id);

-- The first segment of a session stands in its row. There is no foreign key to the asset: whoever writes a session has
-- compared and set the version of its asset in the same transaction.
create table wt_session (
    id char(36) character set ascii collate ascii_bin not null,
    asset_id varchar(64) not null,
    started datetime(6) not null,
    ended datetime(6),
    expected_nanos bigint,
    reason varchar(2000),
    notes varchar(2000),
    user_id varchar(64) not null,
    department varchar(64) not null,
    patient varchar(64),
    handovers integer not null,
    voided boolean not null,
    end_clamped boolean not null,
    override_id char(36) character set ascii collate ascii_bin,
    procedure_name varchar(650),
    asked integer,
    confirmed integer,
    active_asset_id varchar(64)
        generated always as (case when ended is null and not voided then asset_id end) stored,
    constraint wt_session_pk primary key (id),
    constraint wt_session_active unique (active_asset_id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_session_started on wt_session (started desc, id desc);
create index wt_session_asset on wt_session (asset_id, started desc, id desc);
create index wt_session_user on wt_session (user_id, started desc, id desc);
create index wt_session_department on wt_session (department, started desc, id desc);
create index wt_session_patient on wt_session (patient, started desc, id desc);

create table wt_handover (
    session_id char(36) character set ascii collate ascii_bin not null,
    number integer not null,
    session_started datetime(6) not null,
    since datetime(6) not null,
    user_id varchar(64) not null,
    department varchar(64) not null,
    patient varchar(64),
    constraint wt_handover_pk primary key (session_id, number),
    constraint wt_handover_session foreign key (session_id) references wt_session (id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_handover_user on wt_handover (user_id, session_started desc, session_id desc);
create index wt_handover_department on wt_handover (department, session_started desc, session_id desc);
create index wt_handover_patient on wt_handover (patient, session_started desc, session_id desc);

-- What features attach to subjects. Kinds of items say what party, tag and due mean.
create table wt_item (
    subject_kind varchar(64) not null,
    subject_id varchar(64) not null,
    kind varchar(64) not null,
    id varchar(64) not null,
    live boolean not null,
    department varchar(64),
    party varchar(200),
    tag varchar(64),
    rank_no integer not null,
    at_time datetime(6) not null,
    due datetime(6) not null,
    content mediumtext not null,
    constraint wt_item_pk primary key (subject_kind, subject_id, kind, id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_item_live on wt_item (subject_kind, subject_id, live, kind, id);
create index wt_item_department on wt_item
    (kind, live, department, rank_no desc, at_time desc, id desc, subject_kind desc, subject_id desc);
create index wt_item_party on wt_item (kind, live, party, at_time desc, id desc, subject_kind desc, subject_id desc);
create index wt_item_due on wt_item (kind, live, due, id, subject_kind, subject_id);

-- A fact gets its position in the sealed log after its transaction, so the position is null for a while.
create table wt_fact (
    subject_kind varchar(64) not null,
    subject_id varchar(64) not null,
    sequence_no bigint not null,
    position bigint,
    happened datetime(6) not null,
    recorded datetime(6) not null,
    by_id varchar(64) not null,
    by_role varchar(20) not null,
    by_department varchar(64),
    fact_type varchar(64) not null,
    details mediumtext not null,
    personal mediumtext not null,
    state mediumtext not null,
    key_version integer not null,
    digest varbinary(32) not null,
    constraint wt_fact_pk primary key (subject_kind, subject_id, sequence_no)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_fact_log on wt_fact (position, sequence_no);

create table wt_claim (
    kind varchar(64) not null,
    claim_key varchar(200) not null,
    holder varchar(64) not null,
    constraint wt_claim_pk primary key (kind, claim_key)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create table wt_request (
    id varchar(200) not null,
    content varbinary(32) not null,
    key_version integer not null,
    answer mediumtext not null,
    answered datetime(6) not null,
    constraint wt_request_pk primary key (id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
create index wt_request_answered on wt_request (answered);

-- How far each consumer has followed the log, and what was derived from it.
create table wt_cursor (
    consumer varchar(64) not null,
    position bigint not null,
    constraint wt_cursor_pk primary key (consumer)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create table wt_derived (
    kind varchar(64) not null,
    derived_key varchar(200) not null,
    content mediumtext not null,
    constraint wt_derived_pk primary key (kind, derived_key)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
