-- Where every duty stands today. Planned from the registers and the law by one server at a time; it can be made anew at any time, and the
-- ledger does not cover it. What does not apply has no row. Days are numbers since 1970-01-01; a day that never comes is 1073741823, a day
-- before all others -1073741824. `urgency` is the status as a number: what has to be looked at first is 0.
CREATE TABLE duty_status (
    id INTEGER NOT NULL PRIMARY KEY,
    duty TEXT NOT NULL,
    subject TEXT NOT NULL,
    period TEXT NOT NULL,
    register TEXT NOT NULL,
    unit TEXT,
    division TEXT,
    urgency INTEGER NOT NULL,
    reason TEXT NOT NULL,
    due_on INTEGER NOT NULL,
    since_on INTEGER NOT NULL,
    next_change_on INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX duty_status_key ON duty_status (duty, subject, period);
CREATE INDEX duty_status_urgent ON duty_status (urgency, due_on, id);
CREATE INDEX duty_status_unit ON duty_status (unit, urgency, due_on, id);
CREATE INDEX duty_status_unit_duty ON duty_status (unit, duty, urgency);
CREATE INDEX duty_status_division ON duty_status (division, urgency, due_on, id);
CREATE INDEX duty_status_duty ON duty_status (duty, urgency, due_on, id);
CREATE INDEX duty_status_subject ON duty_status (subject, urgency, due_on, id);

-- What the statuses were planned from. One row; none until everything has been planned for the first time.
CREATE TABLE planning (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    law TEXT NOT NULL,
    day INTEGER NOT NULL,
    act INTEGER NOT NULL,
    planned_at INTEGER NOT NULL
) STRICT;

-- What a unit has been reminded of: each due day of a duty once.
CREATE TABLE reminder (
    id INTEGER NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    duty TEXT NOT NULL,
    subject TEXT NOT NULL,
    period TEXT NOT NULL,
    due_on INTEGER NOT NULL,
    noted_on INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX reminder_once ON reminder (duty, subject, period, due_on);
CREATE INDEX reminder_unit ON reminder (unit, id);
CREATE INDEX reminder_noted ON reminder (noted_on);

-- What an act began and ended, so that planning can follow.
CREATE INDEX "division_began" ON "division" ("learned_act");
CREATE INDEX "division_ended" ON "division" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "unit_began" ON "unit" ("learned_act");
CREATE INDEX "unit_ended" ON "unit" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "person_began" ON "person" ("learned_act");
CREATE INDEX "person_ended" ON "person" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "appointment_began" ON "appointment" ("learned_act");
CREATE INDEX "appointment_ended" ON "appointment" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "account_began" ON "account" ("learned_act");
CREATE INDEX "account_ended" ON "account" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "network_began" ON "network" ("learned_act");
CREATE INDEX "network_ended" ON "network" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "access_link_began" ON "access_link" ("learned_act");
CREATE INDEX "access_link_ended" ON "access_link" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "interface_device_began" ON "interface_device" ("learned_act");
CREATE INDEX "interface_device_ended" ON "interface_device" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "deployed_device_began" ON "deployed_device" ("learned_act");
CREATE INDEX "deployed_device_ended" ON "deployed_device" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "hosted_device_began" ON "hosted_device" ("learned_act");
CREATE INDEX "hosted_device_ended" ON "hosted_device" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "internet_exit_began" ON "internet_exit" ("learned_act");
CREATE INDEX "internet_exit_ended" ON "internet_exit" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "private_network_began" ON "private_network" ("learned_act");
CREATE INDEX "private_network_ended" ON "private_network" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "address_prefix_began" ON "address_prefix" ("learned_act");
CREATE INDEX "address_prefix_ended" ON "address_prefix" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "terminal_began" ON "terminal" ("learned_act");
CREATE INDEX "terminal_ended" ON "terminal" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "safeguard_began" ON "safeguard" ("learned_act");
CREATE INDEX "safeguard_ended" ON "safeguard" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "information_system_began" ON "information_system" ("learned_act");
CREATE INDEX "information_system_ended" ON "information_system" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "open_port_began" ON "open_port" ("learned_act");
CREATE INDEX "open_port_ended" ON "open_port" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "log_source_began" ON "log_source" ("learned_act");
CREATE INDEX "log_source_ended" ON "log_source" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "log_coverage_began" ON "log_coverage" ("learned_act");
CREATE INDEX "log_coverage_ended" ON "log_coverage" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "cloud_tenancy_began" ON "cloud_tenancy" ("learned_act");
CREATE INDEX "cloud_tenancy_ended" ON "cloud_tenancy" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "resource_allocation_began" ON "resource_allocation" ("learned_act");
CREATE INDEX "resource_allocation_ended" ON "resource_allocation" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "publishing_account_began" ON "publishing_account" ("learned_act");
CREATE INDEX "publishing_account_ended" ON "publishing_account" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "crypto_product_began" ON "crypto_product" ("learned_act");
CREATE INDEX "crypto_product_ended" ON "crypto_product" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "grade_filing_began" ON "grade_filing" ("learned_act");
CREATE INDEX "grade_filing_ended" ON "grade_filing" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "grade_assessment_began" ON "grade_assessment" ("learned_act");
CREATE INDEX "grade_assessment_ended" ON "grade_assessment" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "crypto_assessment_began" ON "crypto_assessment" ("learned_act");
CREATE INDEX "crypto_assessment_ended" ON "crypto_assessment" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "risk_assessment_began" ON "risk_assessment" ("learned_act");
CREATE INDEX "risk_assessment_ended" ON "risk_assessment" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "hazard_began" ON "hazard" ("learned_act");
CREATE INDEX "hazard_ended" ON "hazard" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "data_grading_began" ON "data_grading" ("learned_act");
CREATE INDEX "data_grading_ended" ON "data_grading" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "upgrade_began" ON "upgrade" ("learned_act");
CREATE INDEX "upgrade_ended" ON "upgrade" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "incident_began" ON "incident" ("learned_act");
CREATE INDEX "incident_ended" ON "incident" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "provider_contract_began" ON "provider_contract" ("learned_act");
CREATE INDEX "provider_contract_ended" ON "provider_contract" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "provider_review_began" ON "provider_review" ("learned_act");
CREATE INDEX "provider_review_ended" ON "provider_review" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "onsite_staff_began" ON "onsite_staff" ("learned_act");
CREATE INDEX "onsite_staff_ended" ON "onsite_staff" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "staff_vetting_began" ON "staff_vetting" ("learned_act");
CREATE INDEX "staff_vetting_ended" ON "staff_vetting" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "confidentiality_agreement_began" ON "confidentiality_agreement" ("learned_act");
CREATE INDEX "confidentiality_agreement_ended" ON "confidentiality_agreement" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "training_began" ON "training" ("learned_act");
CREATE INDEX "training_ended" ON "training" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "policy_began" ON "policy" ("learned_act");
CREATE INDEX "policy_ended" ON "policy" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "plan_began" ON "plan" ("learned_act");
CREATE INDEX "plan_ended" ON "plan" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "project_began" ON "project" ("learned_act");
CREATE INDEX "project_ended" ON "project" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "budget_line_began" ON "budget_line" ("learned_act");
CREATE INDEX "budget_line_ended" ON "budget_line" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "emergency_plan_began" ON "emergency_plan" ("learned_act");
CREATE INDEX "emergency_plan_ended" ON "emergency_plan" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "drill_began" ON "drill" ("learned_act");
CREATE INDEX "drill_ended" ON "drill" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "report_began" ON "report" ("learned_act");
CREATE INDEX "report_ended" ON "report" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "debugging_work_began" ON "debugging_work" ("learned_act");
CREATE INDEX "debugging_work_ended" ON "debugging_work" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "permission_began" ON "permission" ("learned_act");
CREATE INDEX "permission_ended" ON "permission" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "observation_began" ON "observation" ("learned_act");
CREATE INDEX "observation_ended" ON "observation" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "handover_began" ON "handover" ("learned_act");
CREATE INDEX "handover_ended" ON "handover" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
CREATE INDEX "rule_setting_began" ON "rule_setting" ("learned_act");
CREATE INDEX "rule_setting_ended" ON "rule_setting" ("superseded_act") WHERE "superseded_act" IS NOT NULL;
