//! The tables, the same in both databases; `schema.rs` of the tests compares them with the migrations.
#![expect(missing_docs, reason = "the columns are explained where they are made: migrations/")]

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    staff (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        title -> Text,
        language -> Text,
        password_hash -> Text,
        totp_secret -> Nullable<Binary>,
        totp_last_step -> BigInt,
        failed_tries -> Integer,
        locked_until -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        last_signed_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    staff_roles (staff_id, role) {
        staff_id -> Text,
        role -> Text,
    }
}

diesel::table! {
    recovery_codes (id) {
        id -> Text,
        staff_id -> Text,
        code_hash -> Binary,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Binary,
        staff_id -> Nullable<Text>,
        csrf -> Text,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        proved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    drafts (id) {
        id -> Text,
        session_hash -> Binary,
        service -> Text,
        body -> Binary,
        started_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    cases (id) {
        id -> Text,
        reference -> Text,
        service -> Text,
        section -> Text,
        state -> Text,
        head_seq -> BigInt,
        head_hash -> Binary,
        channel -> Text,
        language -> Text,
        requester_name -> Text,
        subject -> Text,
        report_number -> Nullable<Text>,
        at_risk -> Bool,
        mail_allowed -> Bool,
        sealed -> Binary,
        email_digest -> Nullable<Binary>,
        email_confirmed_at -> Nullable<Timestamp>,
        intake_version -> Integer,
        intake -> Text,
        decision -> Nullable<Text>,
        disposition -> Nullable<Text>,
        fee -> Text,
        assigned_to -> Nullable<Text>,
        released_by -> Nullable<Text>,
        released_at -> Nullable<Timestamp>,
        pin_hash -> Nullable<Text>,
        pin_tries -> Integer,
        converted_from -> Nullable<Text>,
        received_at -> Timestamp,
        next_due_at -> Timestamp,
        ended -> Bool,
    }
}

diesel::table! {
    case_words (doc) {
        doc -> BigInt,
        case_id -> Text,
        words -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> Text,
        case_id -> Text,
        seq -> BigInt,
        at -> Timestamp,
        actor -> Text,
        staff_id -> Nullable<Text>,
        kind -> Text,
        payload_digest -> Binary,
        prev_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    event_payloads (event_id) {
        event_id -> Text,
        salt -> Binary,
        payload -> Text,
    }
}

diesel::table! {
    clocks (id) {
        id -> Text,
        case_id -> Text,
        rule -> Text,
        rule_version -> Integer,
        calendar -> Text,
        calendar_version -> Integer,
        tzdb_version -> Text,
        trigger_at -> Timestamp,
        due_at -> Timestamp,
        provisional -> Bool,
        explanation -> Text,
        met_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    messages (id) {
        id -> Text,
        case_id -> Text,
        at -> Timestamp,
        staff_id -> Nullable<Text>,
        body -> Text,
    }
}

diesel::table! {
    notes (id) {
        id -> Text,
        case_id -> Text,
        at -> Timestamp,
        staff_id -> Text,
        body -> Text,
    }
}

diesel::table! {
    documents (id) {
        id -> Text,
        case_id -> Nullable<Text>,
        draft_id -> Nullable<Text>,
        name -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        sha256 -> Binary,
        storage_key -> Text,
        sealed -> Bool,
        purpose -> Text,
        visibility -> Text,
        staff_id -> Nullable<Text>,
        scanned -> Bool,
        added_at -> Timestamp,
        checked_at -> Nullable<Timestamp>,
        released_at -> Nullable<Timestamp>,
        destroyed_at -> Nullable<Timestamp>,
        quarantine -> Nullable<Text>,
        locked -> Bool,
    }
}

diesel::table! {
    letters (id) {
        id -> Text,
        case_id -> Text,
        at -> Timestamp,
        kind -> Text,
        template_version -> Integer,
        language -> Text,
        body -> Text,
    }
}

diesel::table! {
    access_keys (id) {
        id -> Text,
        case_id -> Text,
        key_hash -> Binary,
        purpose -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    grants (session_hash, case_id) {
        session_hash -> Binary,
        case_id -> Text,
        key_id -> Text,
        pin_passed -> Bool,
    }
}

diesel::table! {
    presences (session_hash, case_id) {
        session_hash -> Binary,
        case_id -> Text,
        staff_id -> Text,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    email_codes (case_id) {
        case_id -> Text,
        code_hash -> Binary,
        tries -> Integer,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    approvals (id) {
        id -> Text,
        case_id -> Text,
        action -> Text,
        payload -> Text,
        case_version -> BigInt,
        proposed_by -> Text,
        proposed_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    fee_lines (schedule_version, code) {
        schedule_version -> Integer,
        code -> Text,
        name_en -> Text,
        name_es -> Text,
        unit -> Text,
        cents -> BigInt,
        legal_basis -> Text,
        effective_from -> Date,
        sample -> Bool,
    }
}

diesel::table! {
    orders (id) {
        id -> Text,
        case_id -> Text,
        schedule_version -> Integer,
        line_code -> Text,
        quantity -> Integer,
        total_cents -> BigInt,
        state -> Text,
        made_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        method -> Nullable<Text>,
        receipt_number -> Nullable<Text>,
        drawer -> Nullable<Text>,
        cashier_id -> Nullable<Text>,
    }
}

diesel::table! {
    calendar_versions (calendar, version) {
        calendar -> Text,
        version -> Integer,
        closed_weekdays -> Text,
        known_until -> Date,
        made_at -> Timestamp,
        weekday_changes -> Text,
    }
}

diesel::table! {
    closures (calendar, version, day) {
        calendar -> Text,
        version -> Integer,
        day -> Date,
        reason_en -> Text,
        reason_es -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        job -> Text,
        payload -> Text,
        case_id -> Nullable<Text>,
        state -> Text,
        run_at -> Timestamp,
        attempts -> Integer,
        leased_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        made_at -> Timestamp,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency (slot) {
        slot -> Binary,
        body_hash -> Binary,
        status -> Integer,
        answer -> Binary,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    limits (bucket, window_start) {
        bucket -> Binary,
        window_start -> Timestamp,
        used -> Integer,
    }
}

diesel::table! {
    access_log (id) {
        id -> Text,
        at -> Timestamp,
        actor -> Text,
        staff_id -> Nullable<Text>,
        case_id -> Text,
        document_id -> Nullable<Text>,
        what -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    seals (number) {
        number -> BigInt,
        made_at -> Timestamp,
        case_count -> BigInt,
        head -> Text,
        storage_key -> Text,
    }
}

diesel::table! {
    retention_rules (service, what, version) {
        service -> Text,
        what -> Text,
        version -> Integer,
        days -> Integer,
        citation -> Text,
        reason -> Text,
        made_by -> Nullable<Text>,
        made_at -> Timestamp,
    }
}

diesel::table! {
    holds (id) {
        id -> Text,
        case_id -> Text,
        reason -> Text,
        placed_by -> Text,
        placed_at -> Timestamp,
        lift_reason -> Nullable<Text>,
        lifted_by -> Nullable<Text>,
        lifted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    destructions (id) {
        id -> Text,
        case_id -> Text,
        what -> Text,
        rule_version -> Integer,
        days -> Integer,
        citation -> Text,
        past_at -> Timestamp,
        proposed_by -> Nullable<Text>,
        proposed_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        outcome -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    staff_history (id) {
        id -> Text,
        at -> Timestamp,
        staff_id -> Nullable<Text>,
        subject -> Text,
        subject_id -> Text,
        number -> BigInt,
        what -> Text,
        before -> Text,
        after -> Text,
        reason -> Text,
    }
}

diesel::table! {
    endings (case_id) {
        case_id -> Text,
        section -> Text,
        service -> Text,
        outcome -> Text,
        ended_at -> Timestamp,
        after_days -> Integer,
    }
}

diesel::table! {
    exports (id) {
        id -> Text,
        at -> Timestamp,
        staff_id -> Text,
        filter -> Text,
        row_count -> Nullable<BigInt>,
    }
}

diesel::table! {
    replies (id, version) {
        id -> Text,
        version -> Integer,
        service -> Text,
        language -> Text,
        name -> Text,
        body -> Text,
        retired -> Bool,
        made_by -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    case_links (id) {
        id -> Text,
        case_id -> Text,
        other_id -> Text,
        kind -> Text,
        reason -> Text,
        made_by -> Text,
        made_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    case_links,
    endings,
    exports,
    replies,
    settings,
    staff,
    staff_history,
    staff_roles,
    recovery_codes,
    sessions,
    drafts,
    cases,
    case_words,
    events,
    event_payloads,
    clocks,
    messages,
    notes,
    documents,
    letters,
    access_keys,
    grants,
    presences,
    email_codes,
    approvals,
    fee_lines,
    orders,
    calendar_versions,
    closures,
    outbox,
    idempotency,
    limits,
    access_log,
    seals,
    retention_rules,
    holds,
    destructions
);
