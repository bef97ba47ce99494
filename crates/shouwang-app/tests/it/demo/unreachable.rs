//! Statuses that no sound rows can bring about, with the reason. The test of the sample holds that they do not appear.

use shouwang_domain::plan::Status;

/// Whether this duty can never have this status.
pub(crate) fn never(duty: &str, status: Status) -> bool {
    let in_any = |lists: &[&str]| lists.iter().any(|list| list.split_whitespace().any(|name| name == duty));
    match status {
        Status::Unknown => in_any(&[REQUIRED_ONLY, GUARDED, COUNTED_ONLY]),
        Status::Breached => in_any(&[WATCHED]),
        Status::Open => in_any(&[SEEN_ONLY]),
        _ => false,
    }
}

/// Never unknown: the rule reads fields that no sound row lacks (kinds, functions, levels of divisions, units …), so that rows are there or are
/// not.
const REQUIRED_ONLY: &str = "
    hunan-2020-interim/i12-emergency-plan hunan-2020-interim/i14-self-check hunan-2020-interim/i19-agreements
    hunan-2020-interim/i19-staff-agreements hunan-2020-interim/i20-staff-vetted hunan-2020-interim/i20-provider-vetted
    hunan-2020-interim/i20-admission-rules hunan-2020-interim/i23-attack-disconnected hunan-2020-interim/i30-attack-traced
    hunan-2020-interim/i31-attack-handled hunan-2020-interim/i35-private-network-secured
    hunan-2026/no-intranet-link hunan-2026/no-intranet-link-access hunan-2026/network-grade-filed
    hunan-2026/grade3-assessed-yearly-network hunan-2026/grade2-assessed-network hunan-2026/crypto-assessed-yearly-network
    hunan-2026/secrecy-facility hunan-2026/emergency-mechanism-set-up hunan-2026/crypto-supervision-set-up
    hunan-2026/province-rules-made hunan-2026/policies-in-place hunan-2026/operation-funded hunan-2026/security-funded
    hunan-2026/construction-funded hunan-2026/both-bodies-named hunan-2026/overall-plan-made hunan-2026/unified-exit
    hunan-2026/organisation-and-rules hunan-2026/cloud-responsibility-unmoved hunan-2026/operation-rules
    hunan-2026/staff-vetted-and-agreed hunan-2026/provider-vetted-and-agreed hunan-2026/staff-rules hunan-2026/outsourcing-rules
    hunan-2026/emergency-assessment hunan-2026/joint-response-rules hunan-2026/emergency-plan hunan-2026/incident-closed
    hunan-2026/incident-summed-up hunan-2026/notification-rules";

/// Never unknown: what may be missing is asked for with `is given` or `is missing`, which has an answer either way.
const GUARDED: &str = "
    hunan-2020-interim/i8-leaders-named hunan-2020-interim/i8-direct-leader-named hunan-2020-interim/i9-local-rules-filed
    hunan-2020-interim/i9-policy-filed hunan-2020-interim/i11-posture-half-yearly hunan-2020-interim/i14-self-check-reported
    hunan-2020-interim/i15-incidents-quarterly hunan-2020-interim/i18-three-administrators hunan-2020-interim/i19-agreements-filed
    hunan-2020-interim/i23-dedicated-line-officer hunan-2020-interim/i24-single-machine-officer hunan-2020-interim/i25-remote-officer
    hunan-2020-interim/i26-purpose-stated
    hunan-2026/four-units-named hunan-2026/four-units-named-network hunan-2026/four-units-named-access-link
    hunan-2026/four-units-named-interface-device hunan-2026/four-units-named-deployed-device hunan-2026/four-units-named-hosted-device
    hunan-2026/four-units-named-internet-exit hunan-2026/four-units-named-private-network hunan-2026/four-units-named-terminal
    hunan-2026/four-units-named-cloud-tenancy hunan-2026/four-units-named-resource-allocation
    hunan-2026/crypto-assessment-filed hunan-2026/crypto-assessment-filed-network hunan-2026/leader-named hunan-2026/department-named
    hunan-2026/responsible-person-named hunan-2026/yearly-plan-bound hunan-2026/project-in-yearly-plan hunan-2026/no-funds-unplanned
    hunan-2026/hosted-device-secured hunan-2026/hosted-system-owned hunan-2026/terms-limited hunan-2026/accounts-closed-on-leaving
    hunan-2026/special-assessment-before-upgrade";

/// Never unknown: any row counts, or the year that it counts for is that of its day when nobody wrote one.
const COUNTED_ONLY: &str = "
    hunan-2026/training-organised hunan-2026/training-yearly hunan-2026/risk-assessment-yearly hunan-2026/hazard-check-yearly
    hunan-2026/drill-yearly hunan-2026/unit-drill-yearly hunan-2026/retired-system-dark";

/// Never breached: where nobody has looked the answer is unknown, and any look will do.
const WATCHED: &str = "hunan-2026/interface-device-watched hunan-2026/deployed-device-watched";

/// Never open: a change is judged from the day on which it was seen.
const SEEN_ONLY: &str = "hunan-2026/interface-unchanged hunan-2026/deployed-device-unchanged";
