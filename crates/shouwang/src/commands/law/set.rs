//! `law set`: a supplementary rule switched, or a reading chosen, as one row of the register of rule settings.

use shouwang_calendar::Day;
use shouwang_domain::facts::{Facts, Segment};
use shouwang_domain::plan::Settings;
use shouwang_domain::register::{Choices, Fact, Ref, Registers, catalog, check_references, validate};
use shouwang_domain::registers::rule_setting::RuleSetting;
use shouwang_domain::registers::unit::Function;
use shouwang_storage::Write;

use crate::cli::SetArgs;
use crate::commands::Outcome;
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) async fn run(context: &Context, args: &SetArgs) -> Outcome {
    let book = context.book()?;
    let store = context.store().await?;
    let data = RuleSetting {
        rule: args.rule.clone(),
        setting: args.setting.clone(),
        decided_by: Ref::to(args.by.clone()),
        reason: args.reason.clone(),
    };
    let row = Fact::declared(args.rule.clone(), args.from, data).until(args.until.unwrap_or(Day::MAX)).into_row();
    let learned_at = context.learned_at(args.learned_at)?;
    check(&book, &store.load_all(None).await?, &row)?;
    let write = Write {
        learned_at,
        puts: vec![("rule_setting", row)],
        ..Write::now(context.now, context.about(&args.by, "rule.set"), "law set", context.salt()?)
    };
    store.write(&write).await?;
    outln!("{} {} = {}", context.language.pick("已记录：", "on record:"), args.rule, args.setting);
    Ok(true)
}

/// A setting that would not be followed is refused, with the reason.
fn check(book: &shouwang_app::lawbook::LawBook, known: &Registers, row: &shouwang_domain::register::Row) -> Result<(), Failure> {
    if let Some(def) = catalog().get("rule_setting")
        && let Some(problem) = validate(row, def).into_iter().next()
    {
        let label = def.field(problem.field).map(|field| field.label);
        let (zh, en) = label.map_or((problem.field, problem.field), |label| (label.zh, label.en));
        return Err(Failure::new(format!("{zh}：{}", problem.zh), format!("{en}: {}", problem.en)));
    }
    let mut with = known.clone();
    with.push("rule_setting", row.clone());
    if let Some(broken) = check_references(&with, catalog()).into_iter().find(|broken| broken.register == "rule_setting") {
        let problem = broken.problem(catalog());
        return Err(Failure::new(problem.zh, problem.en));
    }
    let facts = Facts::build(&with);
    let RuleSetting { decided_by, .. } =
        Fact::<RuleSetting>::from_row(row).map_err(|error| Failure::new(error.to_string(), error.to_string()))?.data;
    if !decides(&facts, &decided_by.code, row.key.from) {
        let code = decided_by.code;
        return Err(Failure::new(
            format!("单位 {code} 当日不是主管部门；规则由主管部门决定"),
            format!("unit {code} is no competent department on that day, and these decide on rules"),
        ));
    }
    let (_, flaws) = Settings::read(&book.program, &facts);
    match flaws.into_iter().find(|flaw| flaw.code == row.key.code) {
        Some(flaw) => Err(Failure::new(flaw.zh, flaw.en)),
        None => Ok(()),
    }
}

/// Whether a unit is a competent department on a day.
fn decides(facts: &Facts, unit: &str, day: Day) -> bool {
    let held = || {
        let table = facts.table_named("unit")?;
        let Segment::Row(row) = table.segment(table.find(unit)?, day) else { return None };
        table.column(table.def().field_index("functions")?).set(row as usize)
    };
    held().is_some_and(|functions| functions & (1 << Function::CompetentDepartment.position()) != 0)
}
