-- A database as the first version left it (migrations 1 to 50): made with its binary on the county year of the app's tests, one row
-- corrected, one withdrawn and put back; then dumped. Never made anew: it holds the checksums of the migrations that users have.
CREATE TABLE public._sqlx_migrations (
    version bigint NOT NULL,
    description text NOT NULL,
    installed_on timestamp with time zone DEFAULT now() NOT NULL,
    success boolean NOT NULL,
    checksum bytea NOT NULL,
    execution_time bigint NOT NULL
);
CREATE TABLE public.access_link (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    network text,
    mode text,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.account (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    person text,
    unit text,
    kind text,
    system text,
    authorised_until text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.act (
    id bigint NOT NULL,
    learned_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    actor text NOT NULL,
    source text NOT NULL,
    added_count bigint NOT NULL,
    changed_count bigint NOT NULL,
    withdrawn_count bigint NOT NULL,
    unchanged_count bigint NOT NULL
);
CREATE TABLE public.address_prefix (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    prefix text,
    unit text,
    network text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.appointment (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    post text,
    person text,
    department text,
    link text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.budget_line (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    year bigint,
    purpose text,
    amount bigint,
    spent bigint,
    project text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.cloud_tenancy (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    system text,
    cloud text,
    least_open bigint,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.confidentiality_agreement (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    person text,
    provider text,
    filed_on text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.crypto_assessment (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    network text,
    system text,
    conclusion text,
    filed_on text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.crypto_product (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    system text,
    name text,
    certificate_number text,
    certificate_until text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.data_grading (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    system text,
    highest text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.debugging_work (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    network text,
    may_affect bigint,
    content text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.deployed_device (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    kind text,
    configuration text,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.division (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    name text,
    level text,
    parent text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.drill (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    emergency_plan text,
    participants bigint,
    for_year bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.emergency_plan (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    title text,
    reviewed_on text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.grade_assessment (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    network text,
    system text,
    grade bigint,
    conclusion text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.grade_filing (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    network text,
    system text,
    grade bigint,
    fixed_on text,
    number text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.handover (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    system text,
    network text,
    from_unit text,
    to_unit text,
    reason text,
    signed_by_both bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.hazard (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    system text,
    description text,
    owner text,
    due_on text,
    mended_on text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.hosted_device (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    room text,
    secured_on text,
    system text,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.incident (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    system text,
    level text,
    affects_network bigint,
    personal_data bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.information_system (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    name text,
    kind text,
    internet_facing bigint,
    network text,
    online_on text,
    offline_on text,
    work_secrets bigint,
    government_data bigint,
    serves_public bigint,
    domain_name text,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.interface_device (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    link text,
    kind text,
    configuration text,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.internet_exit (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    own bigint,
    network text,
    cross_border bigint,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.log_coverage (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    system text,
    network text,
    complete bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.log_source (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    system text,
    kind text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.network (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    name text,
    kind text,
    level text,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.observation (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    kind text,
    unit text,
    port text,
    device text,
    interface_device text,
    exit text,
    link text,
    network text,
    private_network text,
    system text,
    terminal text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.onsite_staff (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    person text,
    unit text,
    contract text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.open_port (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    system text,
    number bigint,
    protocol text,
    purpose text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.permission (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    matter text,
    unit text,
    decided_by text,
    applied_on text,
    decision text,
    decided_on text,
    link text,
    exit text,
    port text,
    system text,
    work text,
    device text,
    interface_device text,
    hosted text,
    project text,
    private_network text,
    policy text,
    assessment text,
    resource text,
    agreement text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.person (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    name text,
    unit text,
    phone text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.plan (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    kind text,
    title text,
    year bigint,
    parent text,
    covers_ipv6 bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.policy (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    kind text,
    title text,
    filed_on text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.private_network (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    name text,
    on_extranet bigint,
    exchanges_data bigint,
    isolation_device text,
    isolated bigint,
    merge_due_on text,
    merged_on text,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.project (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    name text,
    kind text,
    plan text,
    major bigint,
    network text,
    security_planned_on text,
    security_built_on text,
    built_on text,
    used_on text,
    security_used_on text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.provider_contract (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    provider text,
    kind text,
    security_terms bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.provider_review (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    contract text,
    access_control bigint,
    risk_management bigint,
    backup bigint,
    for_year bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.publishing_account (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    platform text,
    responsible_person text,
    review_rule bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.report (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    "to" text,
    kind text,
    incident text,
    for_period text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.resource_allocation (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    kind text,
    purpose text,
    approved bigint,
    used bigint,
    approved_use bigint,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.risk_assessment (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    system text,
    kind text,
    upgrade text,
    incident text,
    conclusion text,
    for_year bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.rule_setting (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    rule text,
    setting text,
    decided_by text,
    reason text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.safeguard (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    kind text,
    network text,
    system text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.staff_vetting (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    person text,
    provider text,
    conclusion text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.terminal (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    kind text,
    address text,
    link text,
    protected bigint,
    managing_unit text,
    building_unit text,
    using_unit text,
    publishing_unit text,
    division text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.training (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    unit text,
    topic text,
    attendees bigint,
    organiser text,
    audience text,
    for_year bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.unit (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    name text,
    division text,
    functions text,
    credit_code text,
    industry text,
    parent text,
    handles_important_data bigint,
    handles_government_data bigint,
    critical_infrastructure bigint,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
CREATE TABLE public.upgrade (
    code text NOT NULL COLLATE pg_catalog."C",
    held_from text NOT NULL COLLATE pg_catalog."C",
    held_until text,
    basis text NOT NULL,
    vouched_by text,
    note text,
    system text,
    kind text,
    learned_at bigint NOT NULL,
    learned_act bigint NOT NULL,
    superseded_at bigint NOT NULL,
    superseded_act bigint
);
INSERT INTO public._sqlx_migrations VALUES (1, 'act', '2026-11-22 08:29:27.552966+00', true, '\x5ab44ff05785132eebd6cbf42f4be467eee2381f4152761e8261974f786919a7311433cf3c441ee35c24e05895b02418', 3210955);
INSERT INTO public._sqlx_migrations VALUES (2, 'division', '2026-11-22 08:29:27.552966+00', true, '\x38c8eea345b09971d6bf6724b12cbb9c65320c0a33e312576322c9acf750237fe1822005c3a832d75b095e4af6746b67', 3882375);
INSERT INTO public._sqlx_migrations VALUES (3, 'unit', '2026-11-22 08:29:27.552966+00', true, '\xa106560eab2a0033e3b48e40644571e6e2dcf665c223fb6df3cdd7c54be936103574d370a4f976e79a570f3f4744af50', 3748926);
INSERT INTO public._sqlx_migrations VALUES (4, 'person', '2026-11-22 08:29:27.552966+00', true, '\xa4ddac850180eb7c196350d7f55c42026b76927d8e30502590a210d75c711acae0904a1c64650025a364cfac77715211', 3590089);
INSERT INTO public._sqlx_migrations VALUES (5, 'appointment', '2026-11-22 08:29:27.552966+00', true, '\xf0ef9eed649a6fd1033c6b6f12cd25930a83cc63e32d818ecda784e8fd06b7cb85b36f068e98eb8b3abf7139c10f84e3', 3477301);
INSERT INTO public._sqlx_migrations VALUES (6, 'account', '2026-11-22 08:29:27.552966+00', true, '\x7e2e46cb046dd0f23f4e75a805fb87babc95ac6a5d0583762a27456b158311c5fcb0bf53f0401dd4e78c0596fb23daa0', 3652692);
INSERT INTO public._sqlx_migrations VALUES (7, 'network', '2026-11-22 08:29:27.552966+00', true, '\xd6597f9b089738c8d77cb0a049814ee7f0e471f5c4e66064632587f51c4f0ca63fc5a5fcebe295cc5b62cf5e267594c6', 3644049);
INSERT INTO public._sqlx_migrations VALUES (8, 'access link', '2026-11-22 08:29:27.552966+00', true, '\x987154f116f2e4d436fd908827919b9a7225d90bb431cb6ac136583175484c7d13ac006169ff1967a23d837ce561d46d', 3327978);
INSERT INTO public._sqlx_migrations VALUES (9, 'interface device', '2026-11-22 08:29:27.552966+00', true, '\x05e8c053c6d8409830415f92c9f1c08604a8d4c7ea2c0d4b60fb3b6445b1e58f08026ff1fc0abe872d6f3fa7973417f1', 3533264);
INSERT INTO public._sqlx_migrations VALUES (10, 'deployed device', '2026-11-22 08:29:27.552966+00', true, '\x682736fc1744bf18bb672b1d16345dabc1f4be4b352004564511f5cf83b5ba862c7012052ccd7e5c41341e6d56534be7', 3626944);
INSERT INTO public._sqlx_migrations VALUES (11, 'hosted device', '2026-11-22 08:29:27.552966+00', true, '\x15a5554a83be1c9cd04f7d33d0d93925147727b80f81c41831efd77e7d88babe98d431b57b388a4e3efe2b6e8eedc3d0', 3707834);
INSERT INTO public._sqlx_migrations VALUES (12, 'internet exit', '2026-11-22 08:29:27.552966+00', true, '\xacdfb514c493298929b048b1be8ae7e352af2ce653524c45a54d4c55b73883dfb7a0d0bd0a2a3ae1d5ecb30d4fc98243', 10096193);
INSERT INTO public._sqlx_migrations VALUES (13, 'private network', '2026-11-22 08:29:27.552966+00', true, '\xc83d04c16536932f6e63215e6ca189e2091947c42a6506118c481aa78557417d28a246b15a3661bc3d28fefce6d2b73a', 3816156);
INSERT INTO public._sqlx_migrations VALUES (14, 'address prefix', '2026-11-22 08:29:27.552966+00', true, '\x05619b0235f2ea0fdf86f0ba4b04ae836ae3d1ef06f36ff5dca226ddea3f54c490163d48fef3f407a388712331e57bbb', 3345775);
INSERT INTO public._sqlx_migrations VALUES (15, 'terminal', '2026-11-22 08:29:27.552966+00', true, '\x7f1855ebbb6eaa50b3034cd318b513b8e988edb8a7eb7d6534f0e613f976673cd56ee8861169f403434e6145acc7df0f', 3373667);
INSERT INTO public._sqlx_migrations VALUES (16, 'safeguard', '2026-11-22 08:29:27.552966+00', true, '\x3016c9a57d3433511c4f0d9f2ad332162c3a622928c84a510ef5ea118df1eaefdba23ab39ca0c36d2157124bb2c9f3e3', 3665852);
INSERT INTO public._sqlx_migrations VALUES (17, 'information system', '2026-11-22 08:29:27.552966+00', true, '\xbacb0934ac87de86e512a06e12af8f740a4e457fc4b711e0772bfdf6163fb0d5da295370f4cf5276d0b1743f136efcaa', 3481087);
INSERT INTO public._sqlx_migrations VALUES (18, 'open port', '2026-11-22 08:29:27.552966+00', true, '\x5b9520719ccd0d6b69ac82aeb6ec53017a3c133cadf272d193479a16c6d46a5d2d41471e1e43841108118ce35576f173', 3257213);
INSERT INTO public._sqlx_migrations VALUES (19, 'log source', '2026-11-22 08:29:27.552966+00', true, '\x8d4d1c2f9692cc8a84113740a44b04a350485a20fab02931abc6e3d58c1c8067a57df27da843747b6657c2fba6a439ef', 3231966);
INSERT INTO public._sqlx_migrations VALUES (20, 'log coverage', '2026-11-22 08:29:27.552966+00', true, '\x1d4a910500105444a23fc5c1ce019465661954808779aafae65438f520fd5f72a533594e6e2344e57153dbf4b483c650', 3302711);
INSERT INTO public._sqlx_migrations VALUES (21, 'cloud tenancy', '2026-11-22 08:29:27.552966+00', true, '\x6859c360f278ead67d77195e642589549075f5560aed8cdfed1dd3928b359e6b04e8b3c024b5738bf6d31a09d6a11501', 3355510);
INSERT INTO public._sqlx_migrations VALUES (22, 'resource allocation', '2026-11-22 08:29:27.552966+00', true, '\xb348df4018b788181c7947ac71ba3645cc8fb255910071f2945471858ccec6099781a77119b250229f652cc72489755c', 3587655);
INSERT INTO public._sqlx_migrations VALUES (23, 'publishing account', '2026-11-22 08:29:27.552966+00', true, '\x100674f2524bd103168bf1ba837b34bfb7a41de6d66636cc70af70746b01e88e7fa4d872eeb1d5d28728b78a3e8d6856', 3240217);
INSERT INTO public._sqlx_migrations VALUES (24, 'crypto product', '2026-11-22 08:29:27.552966+00', true, '\x40f7b6697a3f1edc499ef8da698f36a12490b397a28ab819e0fe90962a97bb6eaf2d40cfb0afc01a9376530e3aea7537', 3177324);
INSERT INTO public._sqlx_migrations VALUES (25, 'grade filing', '2026-11-22 08:29:27.552966+00', true, '\x82deed66ff8a4c3727df914f1d6ef8e1feee629ede2351fcdb5a702bb645493e33d7bd8eec6a80af39fda0a02393045a', 3377202);
INSERT INTO public._sqlx_migrations VALUES (26, 'grade assessment', '2026-11-22 08:29:27.552966+00', true, '\x9d6bd1845d0daf7f204edb4de0a29054398288b76a78d980f488c9693db93cbefecca9cbddc4fec508161280ca27a0e5', 3393947);
INSERT INTO public._sqlx_migrations VALUES (27, 'crypto assessment', '2026-11-22 08:29:27.552966+00', true, '\xcf0ef6cba48e95608c4c16d30fe8132940783866b905a4f7bacd69458d3bd01778d6038fcdb627bdce70ebf4f6fbfd4a', 3613914);
INSERT INTO public._sqlx_migrations VALUES (28, 'risk assessment', '2026-11-22 08:29:27.552966+00', true, '\xa173ccd7276547619ef6c138d750496058137edb9d890d29f802df0841bddb2e0e6a4e11509e297bc36e32e819262e33', 3579734);
INSERT INTO public._sqlx_migrations VALUES (29, 'hazard', '2026-11-22 08:29:27.552966+00', true, '\x480c63d45a088bd1f7374d536f397a1ffaf9a70b45c506e6520678307596fd9fca916caf9078b2ec1dad2604f9a2cb28', 3515037);
INSERT INTO public._sqlx_migrations VALUES (30, 'data grading', '2026-11-22 08:29:27.552966+00', true, '\xa98f9d5faa998bae23f7c20dd200aaf74be9837c0d93d5384f72d66e307a155e2e89990f186c1673a6ffb16b877526b1', 3572773);
INSERT INTO public._sqlx_migrations VALUES (31, 'upgrade', '2026-11-22 08:29:27.552966+00', true, '\xb7591f3f1fa5ed8731f439a11aa436f391b66c56bcb2cdaf713859401316993aac0372d25b111c02d1edf803088e5c6f', 3235931);
INSERT INTO public._sqlx_migrations VALUES (32, 'incident', '2026-11-22 08:29:27.552966+00', true, '\x9a8e4b84eae8b830c365b3476b7993bd3dfebdb8686d5d8272f274afd0f1037035f6e6812583a663f8b9668d452ce305', 3425744);
INSERT INTO public._sqlx_migrations VALUES (33, 'provider contract', '2026-11-22 08:29:27.552966+00', true, '\xc750d36f3e940225fe80ec70e0898fb0f23a06e340d342b43c5dda6a26251a16353b3a36ffcf964f264f233ee5428983', 3325014);
INSERT INTO public._sqlx_migrations VALUES (34, 'provider review', '2026-11-22 08:29:27.552966+00', true, '\x9bd5d81390c139c5190934fe12d92fb5fa0194e0cd79d3b07b27f28b98449a709779e0a7425ac65697b9106aaffe55dd', 3351023);
INSERT INTO public._sqlx_migrations VALUES (35, 'onsite staff', '2026-11-22 08:29:27.552966+00', true, '\x65dc9217cf88fd4d2fb62deebfe35751758df6bcee2b3113de3a6278d54de8e88b42f359be01bcd9f509b8158d81ae48', 3365013);
INSERT INTO public._sqlx_migrations VALUES (36, 'staff vetting', '2026-11-22 08:29:27.552966+00', true, '\x902f4c9fc53c634ba95ad6b8a983cd4ac5df07f50e044bce35e7837acba8e774c0cfd4314dc6af87254c38a4b76d5633', 3679342);
INSERT INTO public._sqlx_migrations VALUES (37, 'confidentiality agreement', '2026-11-22 08:29:27.552966+00', true, '\xfe2dccbde08295b4e8408d37bbb7fabf16f481fcbe9807d8210bdf2ba17cab0dc35d73bbedb164c8e8e1d3bd1ceedb1e', 3729176);
INSERT INTO public._sqlx_migrations VALUES (38, 'training', '2026-11-22 08:29:27.552966+00', true, '\x0fa45607f1bbce0e187e7d6ad3723af49dbcad07af6d92625ae8a0778822ce07dada4ffcc8cea3e3bba853cf843891b7', 3590580);
INSERT INTO public._sqlx_migrations VALUES (39, 'policy', '2026-11-22 08:29:27.552966+00', true, '\x5bdcb7d8c2ae7e987c287e696f19f5e1297af32f5931f8d46ef1b731759a6e02203309175458cf3da5352d2387ec6fde', 3478883);
INSERT INTO public._sqlx_migrations VALUES (40, 'plan', '2026-11-22 08:29:27.552966+00', true, '\xeb0e303fc2d90fa1fc94c742a23b2339aa6f75adea11b30ab0b101d7faf275d00257313f5d4cbd5672526a47d2d591a7', 3453295);
INSERT INTO public._sqlx_migrations VALUES (41, 'project', '2026-11-22 08:29:27.552966+00', true, '\x387197834308a6d122eea2ab803701c72c637add7589336adde06b87e6bdb0f89ddbce5b3916afb1d636a5dadb589b94', 3770327);
INSERT INTO public._sqlx_migrations VALUES (42, 'budget line', '2026-11-22 08:29:27.552966+00', true, '\x1922692943153f31c509852e57bf1dbf8f6921405a25f61e62e7eca2265e7489c5e6a52f17d8821a9570d888e336a136', 3498583);
INSERT INTO public._sqlx_migrations VALUES (43, 'emergency plan', '2026-11-22 08:29:27.552966+00', true, '\xc5d5cfbf10a84271a136ca5aaa02b0b4cf8db26fa1725b21b3ed3b4785a9746d2826a2df67b03926a20da9dfac32d3ca', 3420427);
INSERT INTO public._sqlx_migrations VALUES (44, 'drill', '2026-11-22 08:29:27.552966+00', true, '\xd5d7e978ddb48f0335204a60910a785dbba1245b025cde5ee13a395e24a033d67db74d693bc03a67beb8d5fd0800774e', 3543009);
INSERT INTO public._sqlx_migrations VALUES (45, 'report', '2026-11-22 08:29:27.552966+00', true, '\x0af2da22bc984b6fee0e408f441ae20895aca47da853d24bab8b7279dbf41f4f45b1302636bf5533c5c6986ee10413ec', 3289942);
INSERT INTO public._sqlx_migrations VALUES (46, 'debugging work', '2026-11-22 08:29:27.552966+00', true, '\x9368b1c80535415518b2bf2095cbd17cb864277d60405c89182670d73a3cde0cc8dafac7c8d9918b9954145c28b0aaae', 3516059);
INSERT INTO public._sqlx_migrations VALUES (47, 'permission', '2026-11-22 08:29:27.552966+00', true, '\x18caf6ec9826bc28d9429fb097fbfa43ed8a5576db8915a99fd5a970f0ef53ff2990322fa8e224fd2a075947eccc6a51', 3959956);
INSERT INTO public._sqlx_migrations VALUES (48, 'observation', '2026-11-22 08:29:27.552966+00', true, '\x3df8bbe5f178349fb628db41d0b4d56dac8fb86267df2b21976656aa8fa05b0a3a8a3a8b9d17a4f72f546de4e55c3799', 3986640);
INSERT INTO public._sqlx_migrations VALUES (49, 'handover', '2026-11-22 08:29:27.552966+00', true, '\x3c2b269f12b6d74e98c1e2e957c71528ab118a97104b3d868bad9a165d1c87bbf6f9fd155b48e93c0cefd4ff9a417372', 3439174);
INSERT INTO public._sqlx_migrations VALUES (50, 'rule setting', '2026-11-22 08:29:27.552966+00', true, '\x50128c2b4b398e0c4089418ff6ba954f533a0fae5eba166a87a72ae142d97441bbc79fcb6bb696614a1451c698ca8e94', 3125066);
INSERT INTO public.access_link VALUES ('U3/N1/dedicated_line', '2024-01-01', NULL, 'declared', NULL, NULL, 'U3', 'N1', 'dedicated_line', 'U3', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.access_link VALUES ('U4/N1/dedicated_line', '2024-01-01', NULL, 'declared', NULL, NULL, 'U4', 'N1', 'dedicated_line', 'U4', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.access_link VALUES ('U5/N1/dedicated_line', '2026-04-01', NULL, 'declared', NULL, NULL, 'U5', 'N1', 'dedicated_line', 'U5', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.account VALUES ('P3', '2026-05-06', NULL, 'declared', NULL, NULL, 'P3', 'U3', 'vpn', NULL, '2026-10-31', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.act VALUES (1, 1795336167546223, 1795336167546223, '张三', '1-base', 94, 0, 0, 0);
INSERT INTO public.act VALUES (2, 1795336167834474, 1795336167834474, '张三', '2-ports-observed', 3, 0, 0, 0);
INSERT INTO public.act VALUES (3, 1795336167920886, 1795336167920886, '张三', '3-logs-lack-a-day', 1, 0, 0, 0);
INSERT INTO public.act VALUES (4, 1795336167944869, 1795336167944869, '张三', '4-second-contact', 2, 0, 0, 0);
INSERT INTO public.act VALUES (5, 1795336167995814, 1795336167995814, '张三', '5-contacts-switched-off', 1, 0, 0, 0);
INSERT INTO public.act VALUES (6, 1795336168049858, 1795336168049858, '李四', 'more', 0, 1, 0, 0);
INSERT INTO public.act VALUES (7, 1795336168094729, 1795336168094729, '李四', 'gone', 0, 0, 1, 0);
INSERT INTO public.act VALUES (8, 1795336168150454, 1795336168150454, '李四', 'back', 1, 0, 0, 0);
INSERT INTO public.appointment VALUES ('U3/leader_in_charge/person:L3', '2024-01-01', NULL, 'declared', NULL, NULL, 'U3', 'leader_in_charge', 'L3', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U3/responsible_department/department:办公室', '2024-01-01', NULL, 'declared', NULL, NULL, 'U3', 'responsible_department', NULL, '办公室', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U3/responsible_person/person:R3', '2024-01-01', '2027-12-31', 'declared', NULL, NULL, 'U3', 'responsible_person', 'R3', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U3/security_contact/person:C1', '2024-01-01', '2027-12-31', 'declared', NULL, NULL, 'U3', 'security_contact', 'C1', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U3/security_contact/person:C2', '2024-01-01', '2027-12-31', 'declared', NULL, NULL, 'U3', 'security_contact', 'C2', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U4/leader_in_charge/person:L4', '2024-01-01', NULL, 'declared', NULL, NULL, 'U4', 'leader_in_charge', 'L4', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U4/responsible_department/department:信息中心', '2024-01-01', NULL, 'declared', NULL, NULL, 'U4', 'responsible_department', NULL, '信息中心', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U4/responsible_person/person:R4', '2024-01-01', '2027-12-31', 'declared', NULL, NULL, 'U4', 'responsible_person', 'R4', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U4/security_contact/person:C3', '2024-01-01', '2027-12-31', 'declared', NULL, NULL, 'U4', 'security_contact', 'C3', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U4/security_contact/person:C4', '2024-01-01', '2027-12-31', 'declared', NULL, NULL, 'U4', 'security_contact', 'C4', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U5/leader_in_charge/person:L5', '2026-04-01', NULL, 'declared', NULL, NULL, 'U5', 'leader_in_charge', 'L5', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U5/responsible_department/department:党政办', '2026-04-01', NULL, 'declared', NULL, NULL, 'U5', 'responsible_department', NULL, '党政办', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U5/security_contact/person:C5', '2026-04-01', '2027-12-31', 'declared', NULL, NULL, 'U5', 'security_contact', 'C5', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U5/security_contact/person:C6', '2026-04-01', '2027-12-31', 'declared', NULL, NULL, 'U5', 'security_contact', 'C6', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.appointment VALUES ('U3/security_contact/person:C7', '2026-11-20', '2027-12-31', 'declared', NULL, NULL, 'U3', 'security_contact', 'C7', NULL, NULL, 1795336167944869, 4, 9223372036854775807, NULL);
INSERT INTO public.confidentiality_agreement VALUES ('U3/person:P1', '2026-04-25', NULL, 'declared', NULL, NULL, 'U3', 'P1', NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.debugging_work VALUES ('W1', '2026-10-09', NULL, 'declared', NULL, NULL, 'U3', 'N1', 0, '更换接入交换机', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.debugging_work VALUES ('W2', '2026-10-09', NULL, 'declared', NULL, NULL, 'U3', 'N1', 0, '更换电源', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.debugging_work VALUES ('W3', '2026-10-20', NULL, 'declared', NULL, NULL, 'U3', 'N1', 1, '调整路由', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.debugging_work VALUES ('W4', '2026-10-20', NULL, 'declared', NULL, NULL, 'U3', 'N1', 1, '割接', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.debugging_work VALUES ('W5', '2026-10-20', NULL, 'declared', NULL, NULL, 'U3', 'N1', 1, '升级固件', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.division VALUES ('43', '', NULL, 'declared', NULL, NULL, '湖南省', 'province', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.division VALUES ('4331', '', NULL, 'declared', NULL, NULL, '湘西土家族苗族自治州', 'prefecture', '43', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.division VALUES ('433130', '', NULL, 'declared', NULL, NULL, '龙山县', 'county', '4331', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.division VALUES ('433130104', '', NULL, 'declared', NULL, NULL, '洗车河镇', 'township', '433130', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.grade_assessment VALUES ('system:S1/2025-10-30', '2025-10-30', NULL, 'declared', NULL, NULL, NULL, 'S1', 3, 'basically_conforms', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.grade_assessment VALUES ('system:S3/2024-10-15', '2024-10-15', NULL, 'declared', NULL, NULL, NULL, 'S3', 2, 'conforms', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.grade_filing VALUES ('network:N0', '2025-01-10', NULL, 'declared', NULL, NULL, 'N0', NULL, 2, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.grade_filing VALUES ('network:N1', '2025-01-10', NULL, 'declared', NULL, NULL, 'N1', NULL, 2, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.information_system VALUES ('S1', '', NULL, 'declared', NULL, NULL, '样例县政务服务平台', 'web', 1, NULL, '2025-01-15', NULL, NULL, NULL, NULL, NULL, 'U3', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.information_system VALUES ('S2', '', NULL, 'declared', NULL, NULL, '样例县甲局业务系统', 'business', 0, NULL, '2026-08-01', NULL, NULL, NULL, NULL, NULL, 'U3', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.information_system VALUES ('S3', '', NULL, 'declared', NULL, NULL, '样例县乙局业务系统', 'business', 0, NULL, '2024-02-01', NULL, NULL, NULL, NULL, NULL, 'U4', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.information_system VALUES ('S4', '', NULL, 'declared', NULL, NULL, '样例县乙局查询系统', 'business', 0, NULL, '2026-06-10', NULL, NULL, NULL, NULL, NULL, 'U4', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.internet_exit VALUES ('E1', '2026-05-06', NULL, 'declared', NULL, NULL, 1, NULL, NULL, 'U3', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.internet_exit VALUES ('E2', '2026-05-06', NULL, 'declared', NULL, NULL, 1, NULL, NULL, 'U4', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.log_coverage VALUES ('system:S1/yes/2025-12-01', '2025-12-01', NULL, 'measured', '日志库', NULL, 'S1', NULL, 1, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.log_coverage VALUES ('system:S2/yes/2026-08-01', '2026-08-01', NULL, 'measured', '日志库', NULL, 'S2', NULL, 1, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.log_coverage VALUES ('system:S3/yes/2026-05-20', '2026-05-20', NULL, 'measured', '日志库', NULL, 'S3', NULL, 1, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.log_coverage VALUES ('system:S3/no/2026-07-03', '2026-07-03', '2026-07-03', 'measured', '日志库', NULL, 'S3', NULL, 0, 1795336167920886, 3, 9223372036854775807, NULL);
INSERT INTO public.log_source VALUES ('S1/application', '2025-01-15', NULL, 'declared', NULL, NULL, 'S1', 'application', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.log_source VALUES ('S2/application', '2026-08-01', NULL, 'declared', NULL, NULL, 'S2', 'application', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.log_source VALUES ('S3/application', '2024-02-01', NULL, 'declared', NULL, NULL, 'S3', 'application', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.network VALUES ('N0', '', NULL, 'declared', NULL, NULL, '样例州政务外网', 'extranet', 'prefecture', 'U0', NULL, NULL, NULL, '4331', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.network VALUES ('N1', '', NULL, 'declared', NULL, NULL, '样例县政务外网', 'extranet', 'county', 'U2', NULL, NULL, NULL, '433130', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.observation VALUES ('port_open/port:S1/tcp/443/2026-11-18', '2026-11-18', NULL, 'measured', '端口探测', NULL, 'port_open', NULL, 'S1/tcp/443', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167834474, 2, 9223372036854775807, NULL);
INSERT INTO public.observation VALUES ('port_open/port:S1/tcp/8443/2026-11-18', '2026-11-18', NULL, 'measured', '端口探测', NULL, 'port_open', NULL, 'S1/tcp/8443', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167834474, 2, 9223372036854775807, NULL);
INSERT INTO public.observation VALUES ('port_open/port:S1/tcp/9000/2026-11-18', '2026-11-18', NULL, 'measured', '端口探测', NULL, 'port_open', NULL, 'S1/tcp/9000', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167834474, 2, 9223372036854775807, NULL);
INSERT INTO public.onsite_staff VALUES ('P1', '2026-05-01', NULL, 'declared', NULL, NULL, 'P1', 'U3', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.onsite_staff VALUES ('P2', '2026-07-01', NULL, 'declared', NULL, NULL, 'P2', 'U3', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.open_port VALUES ('S1/tcp/443', '', NULL, 'declared', NULL, NULL, 'S1', 443, 'tcp', '网站访问', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.open_port VALUES ('S1/tcp/8443', '', NULL, 'declared', NULL, NULL, 'S1', 8443, 'tcp', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.open_port VALUES ('S1/tcp/9000', '', NULL, 'declared', NULL, NULL, 'S1', 9000, 'tcp', '接口调用', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('debugging_application/U3/work:W3/applied_on:2026-10-12', '', NULL, 'declared', NULL, NULL, 'debugging_application', 'U3', 'U2', '2026-10-12', 'approved', '2026-10-16', NULL, NULL, NULL, NULL, 'W3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('debugging_application/U3/work:W4/applied_on:2026-10-13', '', NULL, 'declared', NULL, NULL, 'debugging_application', 'U3', 'U2', '2026-10-13', 'approved', '2026-10-16', NULL, NULL, NULL, NULL, 'W4', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('debugging_application/U3/work:W5/applied_on:2026-10-10', '', NULL, 'declared', NULL, NULL, 'debugging_application', 'U3', 'U2', '2026-10-10', 'pending', NULL, NULL, NULL, NULL, NULL, 'W5', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('debugging_notice/U3/work:W1/applied_on:2026-09-29', '', NULL, 'declared', NULL, NULL, 'debugging_notice', 'U3', 'U2', '2026-09-29', 'noticed', NULL, NULL, NULL, NULL, NULL, 'W1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('debugging_notice/U3/work:W2/applied_on:2026-09-30', '', NULL, 'declared', NULL, NULL, 'debugging_notice', 'U3', 'U2', '2026-09-30', 'noticed', NULL, NULL, NULL, NULL, NULL, 'W2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('important_data_report_competent/U4/applied_on:2025-11-20', '', NULL, 'declared', NULL, NULL, 'important_data_report_competent', 'U4', 'U1', '2025-11-20', 'filed', '2025-11-20', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('own_exit_filing/U4/exit:E2/applied_on:2026-04-28', '', NULL, 'declared', NULL, NULL, 'own_exit_filing', 'U4', 'U1', '2026-04-28', 'filed', '2026-04-28', NULL, 'E2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('port_opening/U3/port:S1/tcp/443', '', '2027-05-31', 'declared', NULL, NULL, 'port_opening', 'U3', 'U2', NULL, 'approved', NULL, NULL, NULL, 'S1/tcp/443', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('port_opening/U3/port:S1/tcp/9000', '', '2026-10-31', 'declared', NULL, NULL, 'port_opening', 'U3', 'U2', NULL, 'approved', NULL, NULL, NULL, 'S1/tcp/9000', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('system_launch/U3/system:S2/applied_on:2026-07-25', '', NULL, 'declared', NULL, NULL, 'system_launch', 'U3', 'U1', '2026-07-25', 'filed', '2026-07-25', NULL, NULL, NULL, 'S2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.permission VALUES ('system_launch/U4/system:S3/applied_on:2024-01-20', '', NULL, 'declared', NULL, NULL, 'system_launch', 'U4', 'U1', '2024-01-20', 'filed', '2024-01-20', NULL, NULL, NULL, 'S3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('C1', '', NULL, 'declared', NULL, NULL, '样例甲三', 'U3', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('C2', '', '2026-09-30', 'declared', NULL, NULL, '样例甲四', 'U3', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('C3', '', NULL, 'declared', NULL, NULL, '样例乙三', 'U4', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('C4', '', NULL, 'declared', NULL, NULL, '样例乙四', 'U4', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('C5', '', NULL, 'declared', NULL, NULL, '样例镇二', 'U5', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('C6', '', NULL, 'declared', NULL, NULL, '样例运维一', 'V1', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('L3', '', NULL, 'declared', NULL, NULL, '样例甲一', 'U3', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('L4', '', NULL, 'declared', NULL, NULL, '样例乙一', 'U4', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('L5', '', NULL, 'declared', NULL, NULL, '样例镇一', 'U5', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('P1', '', NULL, 'declared', NULL, NULL, '样例运维二', 'V1', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('P2', '', NULL, 'declared', NULL, NULL, '样例运维三', 'V1', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('P3', '', NULL, 'declared', NULL, NULL, '样例运维四', 'V1', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('R3', '', NULL, 'declared', NULL, NULL, '样例甲二', 'U3', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('R4', '', NULL, 'declared', NULL, NULL, '样例乙二', 'U4', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.person VALUES ('C7', '', NULL, 'declared', NULL, NULL, '样例甲五', 'U3', NULL, 1795336167944869, 4, 9223372036854775807, NULL);
INSERT INTO public.risk_assessment VALUES ('U3/system:S2/launch/2026-07-20', '2026-07-20', NULL, 'declared', NULL, NULL, 'U3', 'S2', 'launch', NULL, NULL, 'passed', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.risk_assessment VALUES ('U3/system:S2/special/2026-10-10', '2026-10-10', NULL, 'declared', NULL, NULL, 'U3', 'S2', 'special', NULL, NULL, 'passed', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.risk_assessment VALUES ('U4/important_data/2025-11-05', '2025-11-05', NULL, 'declared', NULL, NULL, 'U4', NULL, 'important_data', NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.risk_assessment VALUES ('U4/system:S3/launch/2024-01-10', '2024-01-10', NULL, 'declared', NULL, NULL, 'U4', 'S3', 'launch', NULL, NULL, 'passed', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.rule_setting VALUES ('hunan-2020-interim/i7-two-contacts', '2026-11-20', NULL, 'declared', NULL, NULL, 'hunan-2020-interim/i7-two-contacts', 'off', 'U1', '新办法没有这一要求', 1795336167995814, 5, 1795336168094729, 7);
INSERT INTO public.rule_setting VALUES ('hunan-2020-interim/i7-two-contacts', '2026-11-20', NULL, 'declared', NULL, NULL, 'hunan-2020-interim/i7-two-contacts', 'off', 'U1', '新办法没有这一要求', 1795336168150454, 8, 9223372036854775807, NULL);
INSERT INTO public.staff_vetting VALUES ('U3/person:P1/2026-04-20', '2026-04-20', NULL, 'declared', NULL, NULL, 'U3', 'P1', NULL, 'passed', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.staff_vetting VALUES ('U3/person:P2/2026-06-20', '2026-06-20', NULL, 'declared', NULL, NULL, 'U3', 'P2', NULL, 'passed', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.training VALUES ('U3/2025-12-10', '2025-12-10', NULL, 'declared', NULL, NULL, 'U3', '网络安全', NULL, NULL, 'own_staff', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.training VALUES ('U4/2026-03-18', '2026-03-18', NULL, 'declared', NULL, NULL, 'U4', '网络安全', NULL, NULL, 'own_staff', NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('U1', '', NULL, 'declared', NULL, NULL, '样例县数据局', '433130', 'competent_department', NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('U2', '', NULL, 'declared', NULL, NULL, '样例县政务服务中心', '433130', 'operating_agency', NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('U3', '2024-01-01', NULL, 'declared', NULL, NULL, '样例县甲局', '433130', 'connected_unit', NULL, NULL, NULL, 0, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('U4', '2024-01-01', NULL, 'declared', NULL, NULL, '样例县乙局', '433130', 'connected_unit', NULL, NULL, NULL, 1, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('U5', '', NULL, 'declared', NULL, NULL, '样例镇人民政府', '433130104', 'government', NULL, NULL, NULL, 0, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('U5', '2026-04-01', NULL, 'declared', NULL, '自接入之日起', '样例镇人民政府', '433130104', 'connected_unit,government', NULL, NULL, NULL, 0, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('V1', '', NULL, 'declared', NULL, NULL, '样例运维公司', '433130', 'provider', NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.unit VALUES ('U0', '', NULL, 'declared', NULL, '没有指定运行管理机构', '样例州数据局', '4331', 'competent_department', NULL, NULL, NULL, NULL, NULL, NULL, 1795336167546223, 1, 1795336168049858, 6);
INSERT INTO public.unit VALUES ('U0', '', NULL, 'declared', NULL, '改名后补录', '样例州数据局（更名）', '4331', 'competent_department', NULL, NULL, NULL, NULL, NULL, NULL, 1795336168049858, 6, 9223372036854775807, NULL);
INSERT INTO public.upgrade VALUES ('S2/upgrade/2026-10-15', '2026-10-15', NULL, 'declared', NULL, NULL, 'S2', 'upgrade', 1795336167546223, 1, 9223372036854775807, NULL);
INSERT INTO public.upgrade VALUES ('S3/upgrade/2026-09-01', '2026-09-01', NULL, 'declared', NULL, NULL, 'S3', 'upgrade', 1795336167546223, 1, 9223372036854775807, NULL);
ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.access_link
    ADD CONSTRAINT access_link_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.act
    ADD CONSTRAINT act_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.address_prefix
    ADD CONSTRAINT address_prefix_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.budget_line
    ADD CONSTRAINT budget_line_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.cloud_tenancy
    ADD CONSTRAINT cloud_tenancy_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.confidentiality_agreement
    ADD CONSTRAINT confidentiality_agreement_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.crypto_assessment
    ADD CONSTRAINT crypto_assessment_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.crypto_product
    ADD CONSTRAINT crypto_product_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.data_grading
    ADD CONSTRAINT data_grading_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.debugging_work
    ADD CONSTRAINT debugging_work_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.deployed_device
    ADD CONSTRAINT deployed_device_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.division
    ADD CONSTRAINT division_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.drill
    ADD CONSTRAINT drill_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.emergency_plan
    ADD CONSTRAINT emergency_plan_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.grade_assessment
    ADD CONSTRAINT grade_assessment_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.grade_filing
    ADD CONSTRAINT grade_filing_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT handover_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.hazard
    ADD CONSTRAINT hazard_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.hosted_device
    ADD CONSTRAINT hosted_device_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.incident
    ADD CONSTRAINT incident_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.information_system
    ADD CONSTRAINT information_system_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.interface_device
    ADD CONSTRAINT interface_device_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.internet_exit
    ADD CONSTRAINT internet_exit_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.log_coverage
    ADD CONSTRAINT log_coverage_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.log_source
    ADD CONSTRAINT log_source_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.network
    ADD CONSTRAINT network_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.observation
    ADD CONSTRAINT observation_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.onsite_staff
    ADD CONSTRAINT onsite_staff_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.open_port
    ADD CONSTRAINT open_port_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.permission
    ADD CONSTRAINT permission_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.policy
    ADD CONSTRAINT policy_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.private_network
    ADD CONSTRAINT private_network_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.provider_contract
    ADD CONSTRAINT provider_contract_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.provider_review
    ADD CONSTRAINT provider_review_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.publishing_account
    ADD CONSTRAINT publishing_account_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.resource_allocation
    ADD CONSTRAINT resource_allocation_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.risk_assessment
    ADD CONSTRAINT risk_assessment_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.rule_setting
    ADD CONSTRAINT rule_setting_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.safeguard
    ADD CONSTRAINT safeguard_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.staff_vetting
    ADD CONSTRAINT staff_vetting_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.terminal
    ADD CONSTRAINT terminal_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.training
    ADD CONSTRAINT training_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (code, held_from, learned_at);
ALTER TABLE ONLY public.upgrade
    ADD CONSTRAINT upgrade_pkey PRIMARY KEY (code, held_from, learned_at);
CREATE UNIQUE INDEX access_link_current ON public.access_link USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX account_current ON public.account USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE INDEX act_learned_at ON public.act USING btree (learned_at);
CREATE UNIQUE INDEX address_prefix_current ON public.address_prefix USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX appointment_current ON public.appointment USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX budget_line_current ON public.budget_line USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX cloud_tenancy_current ON public.cloud_tenancy USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX confidentiality_agreement_current ON public.confidentiality_agreement USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX crypto_assessment_current ON public.crypto_assessment USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX crypto_product_current ON public.crypto_product USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX data_grading_current ON public.data_grading USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX debugging_work_current ON public.debugging_work USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX deployed_device_current ON public.deployed_device USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX division_current ON public.division USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX drill_current ON public.drill USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX emergency_plan_current ON public.emergency_plan USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX grade_assessment_current ON public.grade_assessment USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX grade_filing_current ON public.grade_filing USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX handover_current ON public.handover USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX hazard_current ON public.hazard USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX hosted_device_current ON public.hosted_device USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX incident_current ON public.incident USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX information_system_current ON public.information_system USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX interface_device_current ON public.interface_device USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX internet_exit_current ON public.internet_exit USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX log_coverage_current ON public.log_coverage USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX log_source_current ON public.log_source USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX network_current ON public.network USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX observation_current ON public.observation USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX onsite_staff_current ON public.onsite_staff USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX open_port_current ON public.open_port USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX permission_current ON public.permission USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX person_current ON public.person USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX plan_current ON public.plan USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX policy_current ON public.policy USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX private_network_current ON public.private_network USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX project_current ON public.project USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX provider_contract_current ON public.provider_contract USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX provider_review_current ON public.provider_review USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX publishing_account_current ON public.publishing_account USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX report_current ON public.report USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX resource_allocation_current ON public.resource_allocation USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX risk_assessment_current ON public.risk_assessment USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX rule_setting_current ON public.rule_setting USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX safeguard_current ON public.safeguard USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX staff_vetting_current ON public.staff_vetting USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX terminal_current ON public.terminal USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX training_current ON public.training USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX unit_current ON public.unit USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
CREATE UNIQUE INDEX upgrade_current ON public.upgrade USING btree (code, held_from) WHERE (superseded_at = '9223372036854775807'::bigint);
ALTER TABLE ONLY public.access_link
    ADD CONSTRAINT access_link_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.access_link
    ADD CONSTRAINT access_link_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.address_prefix
    ADD CONSTRAINT address_prefix_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.address_prefix
    ADD CONSTRAINT address_prefix_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.budget_line
    ADD CONSTRAINT budget_line_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.budget_line
    ADD CONSTRAINT budget_line_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.cloud_tenancy
    ADD CONSTRAINT cloud_tenancy_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.cloud_tenancy
    ADD CONSTRAINT cloud_tenancy_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.confidentiality_agreement
    ADD CONSTRAINT confidentiality_agreement_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.confidentiality_agreement
    ADD CONSTRAINT confidentiality_agreement_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.crypto_assessment
    ADD CONSTRAINT crypto_assessment_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.crypto_assessment
    ADD CONSTRAINT crypto_assessment_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.crypto_product
    ADD CONSTRAINT crypto_product_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.crypto_product
    ADD CONSTRAINT crypto_product_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.data_grading
    ADD CONSTRAINT data_grading_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.data_grading
    ADD CONSTRAINT data_grading_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.debugging_work
    ADD CONSTRAINT debugging_work_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.debugging_work
    ADD CONSTRAINT debugging_work_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.deployed_device
    ADD CONSTRAINT deployed_device_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.deployed_device
    ADD CONSTRAINT deployed_device_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.division
    ADD CONSTRAINT division_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.division
    ADD CONSTRAINT division_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.drill
    ADD CONSTRAINT drill_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.drill
    ADD CONSTRAINT drill_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.emergency_plan
    ADD CONSTRAINT emergency_plan_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.emergency_plan
    ADD CONSTRAINT emergency_plan_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.grade_assessment
    ADD CONSTRAINT grade_assessment_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.grade_assessment
    ADD CONSTRAINT grade_assessment_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.grade_filing
    ADD CONSTRAINT grade_filing_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.grade_filing
    ADD CONSTRAINT grade_filing_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT handover_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT handover_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.hazard
    ADD CONSTRAINT hazard_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.hazard
    ADD CONSTRAINT hazard_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.hosted_device
    ADD CONSTRAINT hosted_device_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.hosted_device
    ADD CONSTRAINT hosted_device_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.incident
    ADD CONSTRAINT incident_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.incident
    ADD CONSTRAINT incident_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.information_system
    ADD CONSTRAINT information_system_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.information_system
    ADD CONSTRAINT information_system_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.interface_device
    ADD CONSTRAINT interface_device_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.interface_device
    ADD CONSTRAINT interface_device_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.internet_exit
    ADD CONSTRAINT internet_exit_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.internet_exit
    ADD CONSTRAINT internet_exit_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.log_coverage
    ADD CONSTRAINT log_coverage_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.log_coverage
    ADD CONSTRAINT log_coverage_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.log_source
    ADD CONSTRAINT log_source_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.log_source
    ADD CONSTRAINT log_source_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.network
    ADD CONSTRAINT network_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.network
    ADD CONSTRAINT network_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.observation
    ADD CONSTRAINT observation_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.observation
    ADD CONSTRAINT observation_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.onsite_staff
    ADD CONSTRAINT onsite_staff_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.onsite_staff
    ADD CONSTRAINT onsite_staff_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.open_port
    ADD CONSTRAINT open_port_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.open_port
    ADD CONSTRAINT open_port_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.permission
    ADD CONSTRAINT permission_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.permission
    ADD CONSTRAINT permission_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.policy
    ADD CONSTRAINT policy_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.policy
    ADD CONSTRAINT policy_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.private_network
    ADD CONSTRAINT private_network_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.private_network
    ADD CONSTRAINT private_network_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.provider_contract
    ADD CONSTRAINT provider_contract_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.provider_contract
    ADD CONSTRAINT provider_contract_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.provider_review
    ADD CONSTRAINT provider_review_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.provider_review
    ADD CONSTRAINT provider_review_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.publishing_account
    ADD CONSTRAINT publishing_account_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.publishing_account
    ADD CONSTRAINT publishing_account_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.resource_allocation
    ADD CONSTRAINT resource_allocation_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.resource_allocation
    ADD CONSTRAINT resource_allocation_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.risk_assessment
    ADD CONSTRAINT risk_assessment_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.risk_assessment
    ADD CONSTRAINT risk_assessment_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.rule_setting
    ADD CONSTRAINT rule_setting_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.rule_setting
    ADD CONSTRAINT rule_setting_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.safeguard
    ADD CONSTRAINT safeguard_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.safeguard
    ADD CONSTRAINT safeguard_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.staff_vetting
    ADD CONSTRAINT staff_vetting_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.staff_vetting
    ADD CONSTRAINT staff_vetting_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.terminal
    ADD CONSTRAINT terminal_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.terminal
    ADD CONSTRAINT terminal_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.training
    ADD CONSTRAINT training_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.training
    ADD CONSTRAINT training_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.upgrade
    ADD CONSTRAINT upgrade_learned_act_fkey FOREIGN KEY (learned_act) REFERENCES public.act(id);
ALTER TABLE ONLY public.upgrade
    ADD CONSTRAINT upgrade_superseded_act_fkey FOREIGN KEY (superseded_act) REFERENCES public.act(id);
