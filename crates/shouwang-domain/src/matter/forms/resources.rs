//! Resources: applied for, changed, released.

use super::access::managed_by;
use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended, from_then_on};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Ref, Register};
use crate::registers::resource_allocation::{self, ResourceAllocation};
use crate::registers::unit::Unit;

/// Resources that a unit needs.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("资源申请", form, en = "Application for resources", help = "按需申请网络、算力、存储、数据资源；编号填资源分配的编号。", order = 80, article = "M32, I32", from = ("使用起", "Needed from"), until = ("使用止", "Needed until"), example_from = "2027-03-01")]
pub struct ResourceApplication {
    /// The unit that uses it.
    #[field("使用单位", en = "Using unit", help = "使用资源的单位。", article = "M32", example = "例-U1")]
    pub using_unit: Ref<Unit>,
    /// What kind of resource it is.
    #[field("类别", help = "资源的类别。", article = "M32", example = "存储")]
    pub kind: resource_allocation::Kind,
    /// What it is for.
    #[field("用途", help = "资源作什么用；批准以后不得改作他用。", article = "M32", example = "政务服务数据存储")]
    pub purpose: String,
    /// How much of it.
    #[field("申请量", en = "Amount", help = "申请的数量。", article = "M32", example = "500")]
    pub amount: i64,
    /// What the amount counts.
    #[field("计量单位", en = "Measure", help = "数量的单位，如 GB、核。", chars = 20, example = "GB")]
    pub measure: String,
}

impl Form for ResourceApplication {
    type Subject = ResourceAllocation;
    const THEN: &'static str = "resource_allocation.active";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<ResourceApplication>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let ResourceApplication { using_unit, kind, purpose, amount, measure } = &line.data;
        let responsible = managed_by(using_unit);
        let (from, purpose, measure) = (scene.begins(line.from), purpose.clone(), Some(measure.clone()));
        let data = ResourceAllocation { kind: *kind, purpose, approved: *amount, measure, used: None, approved_use: None, responsible };
        let fact = Fact::declared(scene.code(&line.code), from, data).until(line.until.max(from));
        Ok(Effects::of(Fact { vouched_by: Some(scene.applicant.to_owned()), ..fact }))
    }
}

/// Another amount or purpose.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("资源变更", form, en = "Change of resources", help = "改变已批准资源的用途或者数量。", order = 81, article = "M32, I32", from = ("变更日", "Changed on"), example_from = "2027-03-01")]
pub struct ResourceChange {
    /// The allocation.
    #[field("资源分配", en = "Allocation", help = "要变更的资源分配。", article = "M32", example = "例-R1")]
    pub allocation: Ref<ResourceAllocation>,
    /// What it is for.
    #[field("用途", help = "变更以后的用途。", article = "M32", example = "政务服务数据存储")]
    pub purpose: String,
    /// How much of it.
    #[field("数量", en = "Amount", help = "变更以后的数量。", article = "M32", example = "800")]
    pub amount: i64,
    /// Why.
    #[field("事由", en = "Reason", help = "为什么变更。", article = "M32", example = "业务增长")]
    pub reason: String,
}

impl Form for ResourceChange {
    type Subject = ResourceAllocation;
    const THEN: &'static str = "resource_allocation.changed";
    const BEHIND: Behind = Behind::Further;

    fn effects(line: &Fact<ResourceChange>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let mut allocation = from_then_on(scene.standing(&line.data.allocation)?, scene.begins(line.from));
        allocation.data.purpose.clone_from(&line.data.purpose);
        allocation.data.approved = line.data.amount;
        // What was measured of the old amount says nothing of the new.
        allocation.data.approved_use = None;
        Ok(Effects::of(allocation))
    }
}

/// Resources that are given back.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("资源释放", form, en = "Release of resources", help = "不再需要的资源交还；起始日为最后使用日。", order = 82, article = "M32", from = ("最后使用日", "Last day"), example_from = "2027-03-01")]
pub struct ResourceRelease {
    /// The allocation.
    #[field("资源分配", en = "Allocation", help = "要释放的资源分配。", article = "M32", example = "例-R1")]
    pub allocation: Ref<ResourceAllocation>,
}

impl Form for ResourceRelease {
    type Subject = ResourceAllocation;
    const THEN: &'static str = "resource_allocation.released";

    fn effects(line: &Fact<ResourceRelease>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        Ok(Effects::of(ended(scene.standing(&line.data.allocation)?, scene.begins(line.from))))
    }
}
