//! Who answers for a thing, the same on every asset: whoever manages, builds, uses or publishes answers for it (M3).

use crate::register::{Fields, Ref};
use crate::registers::{division::Division, unit::Unit};

/// The four units that answer for an asset, and its place.
#[derive(Clone, Debug, PartialEq, Eq, Fields)]
pub struct Responsible {
    /// The unit that manages it and answers for it first.
    #[field("管理单位", help = "谁主管谁负责：管理它的单位。", article = "M3, I7", example = "例-U1")]
    pub managing_unit: Ref<Unit>,
    /// The unit that built it.
    #[field("建设单位", help = "谁建设谁负责：建设它的单位。", article = "M3", example = "例-U1")]
    pub building_unit: Option<Ref<Unit>>,
    /// The unit that uses it.
    #[field("使用单位", help = "谁使用谁负责：使用它的单位。", article = "M3", example = "例-U1")]
    pub using_unit: Option<Ref<Unit>>,
    /// The unit that publishes through it.
    #[field("发布单位", help = "谁发布谁负责：用它发布信息的单位。", article = "M3", example = "例-U1")]
    pub publishing_unit: Option<Ref<Unit>>,
    /// The division where it belongs.
    #[field("行政区划", help = "属地管理：它所属的行政区划。", article = "M3, I7", example = "例-433130")]
    pub division: Option<Ref<Division>>,
}
