//! What is told: for each matter how it ended and how long ago it began, and what was filled in.
//!
//! A field is written as a clerk would write it; `@` stands for something of the applicant's own. What is required and not said here is filled in
//! by what the registers know.

/// How far a matter has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Being written.
    Draft,
    /// Handed in; whoever is next has not acted.
    Waiting,
    /// Asked about; the answer is still to come.
    Asked,
    /// Asked about and answered.
    Answered,
    /// Sent back.
    Returned,
    /// Taken back.
    Withdrawn,
    /// Refused.
    Refused,
    /// Granted and, where somebody has to, carried out.
    Granted,
    /// Granted and not carried out yet.
    Uncarried,
}

/// A matter of the sample.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    /// Identifier of the matter.
    pub(super) kind: &'static str,
    /// How it went, and how many days ago it began; each is told of another unit.
    pub(super) told: &'static [(End, i32)],
    /// What was filled in.
    pub(super) fields: &'static [(&'static str, &'static str)],
    /// From how many days after its beginning on it is wanted.
    pub(super) from: i32,
    /// For how many days.
    pub(super) term: Option<i32>,
}

const fn story(
    kind: &'static str,
    told: &'static [(End, i32)],
    fields: &'static [(&'static str, &'static str)],
    (from, term): (i32, Option<i32>),
) -> Story {
    Story { kind, told, fields, from, term }
}

use End::{Answered, Asked, Draft, Granted, Refused, Returned, Uncarried, Waiting, Withdrawn};

pub(super) const STORIES: &[Story] = &[
    story(
        "port_opening",
        &[(Draft, 2), (Waiting, 3), (Waiting, 24), (Asked, 6), (Returned, 8), (Granted, 75), (Refused, 30), (Granted, 20)],
        &[("number", "8443"), ("protocol", "TCP"), ("purpose", "样例：移动端办事入口，经反向代理访问，仅开放给政务外网地址段")],
        (0, Some(60)),
    ),
    story("port_extension", &[(Waiting, 2), (Granted, 12)], &[("reason", "样例：二期业务顺延上线，仍需使用")], (0, Some(180))),
    story("port_closing", &[(Waiting, 1), (Granted, 15)], &[("reason", "样例：业务已下线，端口不再使用")], (2, None)),
    story(
        "access_application",
        &[(Draft, 1), (Waiting, 4), (Granted, 40), (Uncarried, 9), (Refused, 35)],
        &[("network", "@"), ("mode", "VPN"), ("officer", "@"), ("purpose", "样例：新办公区启用，窗口人员办理政务服务事项")],
        (10, None),
    ),
    story(
        "access_widening",
        &[(Waiting, 5), (Granted, 28)],
        &[("prefix", "10.233.16.0/24"), ("purpose", "样例：二楼新增二十四个窗口工位")],
        (7, None),
    ),
    story(
        "interface_change",
        &[(Waiting, 26), (Granted, 18)],
        &[("deed", "改变配置"), ("content", "样例：增加备用链路的静态路由，不影响现有业务")],
        (5, None),
    ),
    story("access_withdrawal", &[(Waiting, 2), (Uncarried, 10)], &[("reason", "样例：业务已整体迁入上级平台")], (15, None)),
    story(
        "own_exit_filing",
        &[(Waiting, 3), (Granted, 33)],
        &[("network", "@"), ("cross_border", "否"), ("reason", "样例：应急指挥专用视频业务，统一出口暂不能承载")],
        (7, None),
    ),
    story(
        "device_change",
        &[(Waiting, 2), (Granted, 16)],
        &[("deed", "关停"), ("content", "样例：机房市电检修，停机四小时")],
        (3, Some(2)),
    ),
    story(
        "device_hosting",
        &[(Waiting, 4), (Granted, 45)],
        &[("room", "样例：县政务中心机房B区"), ("secured_on", "2026-01-05")],
        (7, Some(365)),
    ),
    story("system_launch", &[(Waiting, 3), (Returned, 7), (Granted, 14)], &[], (20, None)),
    story("system_retirement", &[(Waiting, 2), (Granted, 13)], &[("data", "样例：数据移交县档案馆，原库封存后销毁")], (10, None)),
    story("grade_filing", &[(Waiting, 4), (Granted, 26)], &[("grade", "2"), ("fixed_on", "2026-01-06")], (0, None)),
    story("crypto_pre_audit", &[(Waiting, 6)], &[("plan", "样例：传输采用国密协议，存储采用国密算法加密")], (0, None)),
    story("debugging_notice", &[(Granted, 6), (Granted, 21)], &[("content", "样例：更换接入交换机光模块，业务不中断")], (8, None)),
    story(
        "debugging_application",
        &[(Waiting, 3), (Granted, 20), (Refused, 25)],
        &[("content", "样例：核心链路割接演练"), ("impact", "样例：夜间瞬断五分钟，失败即回退原链路")],
        (16, None),
    ),
    story(
        "project_start",
        &[(Waiting, 4), (Granted, 32)],
        &[
            ("name", "样例：县政务外网安全监测能力提升项目"),
            ("kind", "扩建"),
            ("major", "否"),
            ("security_planned_on", "2026-01-08"),
            ("together", "样例：安全措施与主体工程同步招标、同步验收、同步启用"),
        ],
        (10, None),
    ),
    story(
        "private_network_building",
        &[(Waiting, 5)],
        &[("name", "样例：自然资源业务专网"), ("plan", "样例：依托政务外网划分独立安全域，边界部署网闸"), ("isolation_device", "样例网闸")],
        (60, None),
    ),
    story("private_network_migration", &[(Waiting, 8)], &[("plan", "样例：分三批割接，每批先试运行一周")], (30, None)),
    story(
        "resource_application",
        &[(Draft, 3), (Waiting, 2), (Answered, 9), (Granted, 50), (Withdrawn, 12)],
        &[("kind", "存储"), ("purpose", "样例：政务服务电子材料归档"), ("amount", "500"), ("measure", "GB")],
        (5, Some(365)),
    ),
    story(
        "resource_change",
        &[(Waiting, 4)],
        &[("purpose", "样例：业务系统运行"), ("amount", "800"), ("reason", "样例：归档量增长，原配额不足")],
        (5, None),
    ),
    story("resource_release", &[(Granted, 11)], &[], (3, None)),
    story("staff_admission", &[(Waiting, 2), (Granted, 22)], &[("duties", "样例：机房日常巡检，只读权限")], (5, Some(180))),
    story("staff_exit", &[(Granted, 5)], &[("handed_over", "样例：资料已移交，门禁卡和账号已收回")], (1, None)),
    story("responsibility_handover", &[(Waiting, 6)], &[("reason", "系统迁移")], (20, None)),
    story(
        "access_account_opening",
        &[(Waiting, 1), (Granted, 36), (Granted, 70)],
        &[("kind", "VPN"), ("purpose", "样例：系统运维人员远程值守")],
        (2, Some(60)),
    ),
    story("access_account_closing", &[(Granted, 8)], &[], (1, None)),
    story(
        "publishing_account_opening",
        &[(Waiting, 3), (Granted, 27)],
        &[("platform", "网站集约化平台"), ("review", "样例：办公室初审，分管领导终审")],
        (3, None),
    ),
    story("publishing_account_closing", &[(Waiting, 2)], &[], (3, None)),
    story("contact_list_filing", &[(Waiting, 4), (Granted, 19)], &[], (0, None)),
    story("policy_filing", &[(Waiting, 3), (Granted, 23)], &[], (0, None)),
    story("local_rules_filing", &[(Waiting, 7)], &[], (0, None)),
];

/// What the operating agency of the province has before it again and again.
pub(super) const BUSY: Story =
    story("port_opening", &[(Waiting, 2)], &[("protocol", "TCP"), ("purpose", "样例：业务系统对接省级数据共享交换平台")], (0, Some(180)));
