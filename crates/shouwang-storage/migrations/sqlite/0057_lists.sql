-- What lists of rows need: for each register what began last, and what refers to a row.
CREATE INDEX "division_list" ON "division" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "division_list_parent" ON "division" ("parent") WHERE "superseded_at" = 9223372036854775807 AND "parent" IS NOT NULL;
CREATE INDEX "unit_list" ON "unit" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "unit_list_division" ON "unit" ("division") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "unit_list_parent" ON "unit" ("parent") WHERE "superseded_at" = 9223372036854775807 AND "parent" IS NOT NULL;
CREATE INDEX "person_list" ON "person" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "person_list_unit" ON "person" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "appointment_list" ON "appointment" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "appointment_list_unit" ON "appointment" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "appointment_list_person" ON "appointment" ("person") WHERE "superseded_at" = 9223372036854775807 AND "person" IS NOT NULL;
CREATE INDEX "appointment_list_link" ON "appointment" ("link") WHERE "superseded_at" = 9223372036854775807 AND "link" IS NOT NULL;
CREATE INDEX "account_list" ON "account" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "account_list_person" ON "account" ("person") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "account_list_unit" ON "account" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "account_list_system" ON "account" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "network_list" ON "network" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "network_list_managing_unit" ON "network" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "network_list_building_unit" ON "network" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "network_list_using_unit" ON "network" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "network_list_publishing_unit" ON "network" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "network_list_division" ON "network" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "access_link_list" ON "access_link" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "access_link_list_unit" ON "access_link" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "access_link_list_network" ON "access_link" ("network") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "access_link_list_managing_unit" ON "access_link" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "access_link_list_building_unit" ON "access_link" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "access_link_list_using_unit" ON "access_link" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "access_link_list_publishing_unit" ON "access_link" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "access_link_list_division" ON "access_link" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "interface_device_list" ON "interface_device" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "interface_device_list_link" ON "interface_device" ("link") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "interface_device_list_managing_unit" ON "interface_device" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "interface_device_list_building_unit" ON "interface_device" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "interface_device_list_using_unit" ON "interface_device" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "interface_device_list_publishing_unit" ON "interface_device" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "interface_device_list_division" ON "interface_device" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "deployed_device_list" ON "deployed_device" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "deployed_device_list_unit" ON "deployed_device" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "deployed_device_list_managing_unit" ON "deployed_device" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "deployed_device_list_building_unit" ON "deployed_device" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "deployed_device_list_using_unit" ON "deployed_device" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "deployed_device_list_publishing_unit" ON "deployed_device" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "deployed_device_list_division" ON "deployed_device" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "hosted_device_list" ON "hosted_device" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "hosted_device_list_system" ON "hosted_device" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "hosted_device_list_managing_unit" ON "hosted_device" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "hosted_device_list_building_unit" ON "hosted_device" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "hosted_device_list_using_unit" ON "hosted_device" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "hosted_device_list_publishing_unit" ON "hosted_device" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "hosted_device_list_division" ON "hosted_device" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "internet_exit_list" ON "internet_exit" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "internet_exit_list_network" ON "internet_exit" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "internet_exit_list_managing_unit" ON "internet_exit" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "internet_exit_list_building_unit" ON "internet_exit" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "internet_exit_list_using_unit" ON "internet_exit" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "internet_exit_list_publishing_unit" ON "internet_exit" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "internet_exit_list_division" ON "internet_exit" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "private_network_list" ON "private_network" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "private_network_list_managing_unit" ON "private_network" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "private_network_list_building_unit" ON "private_network" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "private_network_list_using_unit" ON "private_network" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "private_network_list_publishing_unit" ON "private_network" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "private_network_list_division" ON "private_network" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "address_prefix_list" ON "address_prefix" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "address_prefix_list_unit" ON "address_prefix" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "address_prefix_list_network" ON "address_prefix" ("network") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "terminal_list" ON "terminal" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "terminal_list_link" ON "terminal" ("link") WHERE "superseded_at" = 9223372036854775807 AND "link" IS NOT NULL;
CREATE INDEX "terminal_list_managing_unit" ON "terminal" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "terminal_list_building_unit" ON "terminal" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "terminal_list_using_unit" ON "terminal" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "terminal_list_publishing_unit" ON "terminal" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "terminal_list_division" ON "terminal" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "safeguard_list" ON "safeguard" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "safeguard_list_unit" ON "safeguard" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "safeguard_list_network" ON "safeguard" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "safeguard_list_system" ON "safeguard" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "information_system_list" ON "information_system" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "information_system_list_network" ON "information_system" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "information_system_list_managing_unit" ON "information_system" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "information_system_list_building_unit" ON "information_system" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "information_system_list_using_unit" ON "information_system" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "information_system_list_publishing_unit" ON "information_system" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "information_system_list_division" ON "information_system" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "open_port_list" ON "open_port" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "open_port_list_system" ON "open_port" ("system") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "log_source_list" ON "log_source" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "log_source_list_system" ON "log_source" ("system") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "log_coverage_list" ON "log_coverage" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "log_coverage_list_system" ON "log_coverage" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "log_coverage_list_network" ON "log_coverage" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "cloud_tenancy_list" ON "cloud_tenancy" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "cloud_tenancy_list_system" ON "cloud_tenancy" ("system") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "cloud_tenancy_list_managing_unit" ON "cloud_tenancy" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "cloud_tenancy_list_building_unit" ON "cloud_tenancy" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "cloud_tenancy_list_using_unit" ON "cloud_tenancy" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "cloud_tenancy_list_publishing_unit" ON "cloud_tenancy" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "cloud_tenancy_list_division" ON "cloud_tenancy" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "resource_allocation_list" ON "resource_allocation" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "resource_allocation_list_managing_unit" ON "resource_allocation" ("managing_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "resource_allocation_list_building_unit" ON "resource_allocation" ("building_unit") WHERE "superseded_at" = 9223372036854775807 AND "building_unit" IS NOT NULL;
CREATE INDEX "resource_allocation_list_using_unit" ON "resource_allocation" ("using_unit") WHERE "superseded_at" = 9223372036854775807 AND "using_unit" IS NOT NULL;
CREATE INDEX "resource_allocation_list_publishing_unit" ON "resource_allocation" ("publishing_unit") WHERE "superseded_at" = 9223372036854775807 AND "publishing_unit" IS NOT NULL;
CREATE INDEX "resource_allocation_list_division" ON "resource_allocation" ("division") WHERE "superseded_at" = 9223372036854775807 AND "division" IS NOT NULL;
CREATE INDEX "publishing_account_list" ON "publishing_account" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "publishing_account_list_unit" ON "publishing_account" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "publishing_account_list_responsible_person" ON "publishing_account" ("responsible_person") WHERE "superseded_at" = 9223372036854775807 AND "responsible_person" IS NOT NULL;
CREATE INDEX "crypto_product_list" ON "crypto_product" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "crypto_product_list_system" ON "crypto_product" ("system") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "grade_filing_list" ON "grade_filing" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "grade_filing_list_network" ON "grade_filing" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "grade_filing_list_system" ON "grade_filing" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "grade_assessment_list" ON "grade_assessment" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "grade_assessment_list_network" ON "grade_assessment" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "grade_assessment_list_system" ON "grade_assessment" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "crypto_assessment_list" ON "crypto_assessment" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "crypto_assessment_list_network" ON "crypto_assessment" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "crypto_assessment_list_system" ON "crypto_assessment" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "risk_assessment_list" ON "risk_assessment" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "risk_assessment_list_unit" ON "risk_assessment" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "risk_assessment_list_system" ON "risk_assessment" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "risk_assessment_list_upgrade" ON "risk_assessment" ("upgrade") WHERE "superseded_at" = 9223372036854775807 AND "upgrade" IS NOT NULL;
CREATE INDEX "risk_assessment_list_incident" ON "risk_assessment" ("incident") WHERE "superseded_at" = 9223372036854775807 AND "incident" IS NOT NULL;
CREATE INDEX "hazard_list" ON "hazard" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "hazard_list_unit" ON "hazard" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "hazard_list_system" ON "hazard" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "hazard_list_owner" ON "hazard" ("owner") WHERE "superseded_at" = 9223372036854775807 AND "owner" IS NOT NULL;
CREATE INDEX "data_grading_list" ON "data_grading" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "data_grading_list_unit" ON "data_grading" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "data_grading_list_system" ON "data_grading" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "upgrade_list" ON "upgrade" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "upgrade_list_system" ON "upgrade" ("system") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "incident_list" ON "incident" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "incident_list_unit" ON "incident" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "incident_list_system" ON "incident" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "provider_contract_list" ON "provider_contract" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "provider_contract_list_unit" ON "provider_contract" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "provider_contract_list_provider" ON "provider_contract" ("provider") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "provider_review_list" ON "provider_review" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "provider_review_list_contract" ON "provider_review" ("contract") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "onsite_staff_list" ON "onsite_staff" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "onsite_staff_list_person" ON "onsite_staff" ("person") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "onsite_staff_list_unit" ON "onsite_staff" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "onsite_staff_list_contract" ON "onsite_staff" ("contract") WHERE "superseded_at" = 9223372036854775807 AND "contract" IS NOT NULL;
CREATE INDEX "staff_vetting_list" ON "staff_vetting" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "staff_vetting_list_unit" ON "staff_vetting" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "staff_vetting_list_person" ON "staff_vetting" ("person") WHERE "superseded_at" = 9223372036854775807 AND "person" IS NOT NULL;
CREATE INDEX "staff_vetting_list_provider" ON "staff_vetting" ("provider") WHERE "superseded_at" = 9223372036854775807 AND "provider" IS NOT NULL;
CREATE INDEX "confidentiality_agreement_list" ON "confidentiality_agreement" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "confidentiality_agreement_list_unit" ON "confidentiality_agreement" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "confidentiality_agreement_list_person" ON "confidentiality_agreement" ("person") WHERE "superseded_at" = 9223372036854775807 AND "person" IS NOT NULL;
CREATE INDEX "confidentiality_agreement_list_provider" ON "confidentiality_agreement" ("provider") WHERE "superseded_at" = 9223372036854775807 AND "provider" IS NOT NULL;
CREATE INDEX "training_list" ON "training" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "training_list_unit" ON "training" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "training_list_organiser" ON "training" ("organiser") WHERE "superseded_at" = 9223372036854775807 AND "organiser" IS NOT NULL;
CREATE INDEX "policy_list" ON "policy" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "policy_list_unit" ON "policy" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "plan_list" ON "plan" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "plan_list_unit" ON "plan" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "plan_list_parent" ON "plan" ("parent") WHERE "superseded_at" = 9223372036854775807 AND "parent" IS NOT NULL;
CREATE INDEX "project_list" ON "project" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "project_list_unit" ON "project" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "project_list_plan" ON "project" ("plan") WHERE "superseded_at" = 9223372036854775807 AND "plan" IS NOT NULL;
CREATE INDEX "project_list_network" ON "project" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "budget_line_list" ON "budget_line" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "budget_line_list_unit" ON "budget_line" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "budget_line_list_project" ON "budget_line" ("project") WHERE "superseded_at" = 9223372036854775807 AND "project" IS NOT NULL;
CREATE INDEX "emergency_plan_list" ON "emergency_plan" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "emergency_plan_list_unit" ON "emergency_plan" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "drill_list" ON "drill" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "drill_list_unit" ON "drill" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "drill_list_emergency_plan" ON "drill" ("emergency_plan") WHERE "superseded_at" = 9223372036854775807 AND "emergency_plan" IS NOT NULL;
CREATE INDEX "report_list" ON "report" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "report_list_unit" ON "report" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "report_list_to" ON "report" ("to") WHERE "superseded_at" = 9223372036854775807 AND "to" IS NOT NULL;
CREATE INDEX "report_list_incident" ON "report" ("incident") WHERE "superseded_at" = 9223372036854775807 AND "incident" IS NOT NULL;
CREATE INDEX "debugging_work_list" ON "debugging_work" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "debugging_work_list_unit" ON "debugging_work" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "debugging_work_list_network" ON "debugging_work" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "permission_list" ON "permission" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "permission_list_unit" ON "permission" ("unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "permission_list_decided_by" ON "permission" ("decided_by") WHERE "superseded_at" = 9223372036854775807 AND "decided_by" IS NOT NULL;
CREATE INDEX "permission_list_link" ON "permission" ("link") WHERE "superseded_at" = 9223372036854775807 AND "link" IS NOT NULL;
CREATE INDEX "permission_list_exit" ON "permission" ("exit") WHERE "superseded_at" = 9223372036854775807 AND "exit" IS NOT NULL;
CREATE INDEX "permission_list_port" ON "permission" ("port") WHERE "superseded_at" = 9223372036854775807 AND "port" IS NOT NULL;
CREATE INDEX "permission_list_system" ON "permission" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "permission_list_work" ON "permission" ("work") WHERE "superseded_at" = 9223372036854775807 AND "work" IS NOT NULL;
CREATE INDEX "permission_list_device" ON "permission" ("device") WHERE "superseded_at" = 9223372036854775807 AND "device" IS NOT NULL;
CREATE INDEX "permission_list_interface_device" ON "permission" ("interface_device") WHERE "superseded_at" = 9223372036854775807 AND "interface_device" IS NOT NULL;
CREATE INDEX "permission_list_hosted" ON "permission" ("hosted") WHERE "superseded_at" = 9223372036854775807 AND "hosted" IS NOT NULL;
CREATE INDEX "permission_list_project" ON "permission" ("project") WHERE "superseded_at" = 9223372036854775807 AND "project" IS NOT NULL;
CREATE INDEX "permission_list_private_network" ON "permission" ("private_network") WHERE "superseded_at" = 9223372036854775807 AND "private_network" IS NOT NULL;
CREATE INDEX "permission_list_policy" ON "permission" ("policy") WHERE "superseded_at" = 9223372036854775807 AND "policy" IS NOT NULL;
CREATE INDEX "permission_list_assessment" ON "permission" ("assessment") WHERE "superseded_at" = 9223372036854775807 AND "assessment" IS NOT NULL;
CREATE INDEX "permission_list_resource" ON "permission" ("resource") WHERE "superseded_at" = 9223372036854775807 AND "resource" IS NOT NULL;
CREATE INDEX "permission_list_agreement" ON "permission" ("agreement") WHERE "superseded_at" = 9223372036854775807 AND "agreement" IS NOT NULL;
CREATE INDEX "observation_list" ON "observation" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "observation_list_unit" ON "observation" ("unit") WHERE "superseded_at" = 9223372036854775807 AND "unit" IS NOT NULL;
CREATE INDEX "observation_list_port" ON "observation" ("port") WHERE "superseded_at" = 9223372036854775807 AND "port" IS NOT NULL;
CREATE INDEX "observation_list_device" ON "observation" ("device") WHERE "superseded_at" = 9223372036854775807 AND "device" IS NOT NULL;
CREATE INDEX "observation_list_interface_device" ON "observation" ("interface_device") WHERE "superseded_at" = 9223372036854775807 AND "interface_device" IS NOT NULL;
CREATE INDEX "observation_list_exit" ON "observation" ("exit") WHERE "superseded_at" = 9223372036854775807 AND "exit" IS NOT NULL;
CREATE INDEX "observation_list_link" ON "observation" ("link") WHERE "superseded_at" = 9223372036854775807 AND "link" IS NOT NULL;
CREATE INDEX "observation_list_network" ON "observation" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "observation_list_private_network" ON "observation" ("private_network") WHERE "superseded_at" = 9223372036854775807 AND "private_network" IS NOT NULL;
CREATE INDEX "observation_list_system" ON "observation" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "observation_list_terminal" ON "observation" ("terminal") WHERE "superseded_at" = 9223372036854775807 AND "terminal" IS NOT NULL;
CREATE INDEX "handover_list" ON "handover" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "handover_list_system" ON "handover" ("system") WHERE "superseded_at" = 9223372036854775807 AND "system" IS NOT NULL;
CREATE INDEX "handover_list_network" ON "handover" ("network") WHERE "superseded_at" = 9223372036854775807 AND "network" IS NOT NULL;
CREATE INDEX "handover_list_from_unit" ON "handover" ("from_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "handover_list_to_unit" ON "handover" ("to_unit") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "rule_setting_list" ON "rule_setting" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "rule_setting_list_decided_by" ON "rule_setting" ("decided_by") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "login_list" ON "login" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "login_list_person" ON "login" ("person") WHERE "superseded_at" = 9223372036854775807 AND "person" IS NOT NULL;
CREATE INDEX "login_list_unit" ON "login" ("unit") WHERE "superseded_at" = 9223372036854775807 AND "unit" IS NOT NULL;
CREATE INDEX "role_grant_list" ON "role_grant" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "role_grant_list_login" ON "role_grant" ("login") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "role_grant_list_unit" ON "role_grant" ("unit") WHERE "superseded_at" = 9223372036854775807 AND "unit" IS NOT NULL;
CREATE INDEX "role_grant_list_contract" ON "role_grant" ("contract") WHERE "superseded_at" = 9223372036854775807 AND "contract" IS NOT NULL;
CREATE INDEX "role_grant_list_deputy_of" ON "role_grant" ("deputy_of") WHERE "superseded_at" = 9223372036854775807 AND "deputy_of" IS NOT NULL;
CREATE INDEX "credential_list" ON "credential" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "credential_list_login" ON "credential" ("login") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "setting_list" ON "setting" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
CREATE INDEX "policy_text_list" ON "policy_text" ("held_from" DESC, "code") WHERE "superseded_at" = 9223372036854775807;
-- The units of an industry.
CREATE INDEX "unit_list_industry" ON "unit" ("industry") WHERE "superseded_at" = 9223372036854775807 AND "industry" IS NOT NULL;

-- Where each unit lies: the divisions above it, its own among them. Repeats what `unit` and `division` say and can be made anew.
-- `near` is 1 for its own division, and for the county of a township or village, which runs the extranet there.
CREATE TABLE unit_place (
    unit TEXT NOT NULL,
    division TEXT NOT NULL,
    near INTEGER NOT NULL,
    PRIMARY KEY (unit, division)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_place_division ON unit_place (division, near, unit);
INSERT INTO unit_place (unit, division, near)
WITH RECURSIVE placed (unit, division) AS (
    SELECT u.code, u.division FROM unit u
    WHERE u.superseded_at = 9223372036854775807 AND u.division IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM unit later WHERE later.code = u.code AND later.held_from > u.held_from AND later.superseded_at = 9223372036854775807)
), standing (code, parent, level) AS (
    SELECT d.code, d.parent, d.level FROM division d
    WHERE d.superseded_at = 9223372036854775807 AND NOT EXISTS (
        SELECT 1 FROM division later WHERE later.code = d.code AND later.held_from > d.held_from AND later.superseded_at = 9223372036854775807)
), above (code, above) AS (
    SELECT DISTINCT division, division FROM placed
    UNION
    SELECT a.code, d.parent FROM above a JOIN standing d ON d.code = a.above WHERE d.parent IS NOT NULL
)
SELECT p.unit, a.above, CASE
    WHEN a.above = p.division THEN 1
    WHEN EXISTS (SELECT 1 FROM standing d WHERE d.code = a.above AND d.level = 'county')
        AND EXISTS (SELECT 1 FROM standing d WHERE d.code = p.division AND d.level IN ('township', 'village')) THEN 1
    ELSE 0 END
FROM placed p JOIN above a ON a.code = p.division;
