//! The forms: one file for each family of matters, one struct for each matter.
//!
//! A form's name is the matter's identifier in the pages of law. It knows what may be filled in and what the end of the matter changes; who
//! decides, when and under which preconditions stands in `law/`.

mod access;
mod accounts;
mod devices;
mod filings;
mod interfaces;
mod leaving;
mod people;
mod ports;
mod private_networks;
mod projects;
mod resources;
mod systems;
mod work;

pub use access::{AccessApplication, AccessWidening};
pub use accounts::{AccessAccountClosing, AccessAccountOpening, PublishingAccountClosing, PublishingAccountOpening};
pub use devices::{DeviceChange, DeviceDeed, DeviceHosting};
pub use filings::{
    AgreementFiling, ContactListFiling, ImportantDataReportCompetent, ImportantDataReportProvincial, LocalRulesFiling, PolicyFiling,
};
pub use interfaces::{InterfaceChange, InterfaceDeed, OwnExitFiling};
pub use leaving::{AccessWithdrawal, Reconnection};
pub use people::{ResponsibilityHandover, StaffAdmission, StaffExit};
pub use ports::{PortClosing, PortExtension, PortOpening};
pub use private_networks::{PrivateNetworkBuilding, PrivateNetworkException, PrivateNetworkFiling, PrivateNetworkMigration};
pub use projects::{MajorConstructionFiling, MajorConstructionReview, ProjectStart};
pub use resources::{ResourceApplication, ResourceChange, ResourceRelease};
pub use systems::{CryptoAssessmentFiling, CryptoPreAudit, GradeFiling, SystemLaunch, SystemRetirement};
pub use work::{DebuggingApplication, DebuggingNotice};
