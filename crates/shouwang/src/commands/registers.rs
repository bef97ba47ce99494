//! `shouwang template`, `import`, `export`: registers in and out.

use std::path::Path;

use shouwang_app::divisions;
use shouwang_app::import::{ImportOptions, import as import_files};
use shouwang_app::workbook::{write_csv_folder, write_template, write_workbook};
use shouwang_calendar::Words;

use shouwang_domain::register::Record;
use shouwang_domain::registers::division::Division;
use shouwang_storage::Write;

use super::Outcome;
use crate::cli::{Format, ImportArgs};
use crate::context::Context;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::out::outln;

pub(super) fn template(context: &Context, file: &Path) -> Outcome {
    needs_xlsx(file)?;
    write_template(file, context.language).map_err(|error| Failure::from(error.message))?;
    outln!("{} {}", context.language.pick("模板已写到", "the template was written to"), file.display());
    Ok(true)
}

pub(super) async fn import(context: &Context, args: &ImportArgs) -> Outcome {
    let learned_at = context.learned_at(args.learned_at)?;
    let about = context.about(&args.actor, "register.import");
    let options =
        ImportOptions { apply: args.apply, learned_at, recorded_at: context.now, about, guard: None, sight: None, salt: context.salt()? };
    let store = context.store().await?;
    let progress = context.progress("读取并核对……", "reading and checking…");
    let imported = import_files(&store, &args.path, &options).await.map_err(|error| Failure::from(error.message()))?;
    progress.finish_and_clear();
    match context.format {
        Some(Format::Json) => outln!("{}", serde_json::to_string_pretty(&imported.json(context.language, args.rows)).unwrap_or_default()),
        Some(Format::Csv) => {
            let csv = imported.csv(context.language, args.rows).map_err(|error| Failure::new(error.to_string(), error.to_string()))?;
            outln!("{}", csv.trim_end());
        }
        _ => outln!("{}", imported.table(context.language, args.rows).trim_end()),
    }
    Ok(imported.plan.can_apply())
}

pub(super) async fn export(context: &Context, file: &Path, known_at: Option<Moment>) -> Outcome {
    let registers = context.existing_store().await?.load_all(known_at.and_then(Moment::ends)).await?;
    let written = if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        write_workbook(file, &registers, context.language)
    } else {
        write_csv_folder(file, &registers, context.language)
    };
    written.map_err(|error| Failure::from(error.message))?;
    let rows = registers.row_count();
    let file = file.display();
    context.say(&Words::new(format!("已导出 {rows} 行到 {file}"), format!("exported {rows} rows to {file}")));
    Ok(true)
}

/// Puts the divisions of the program's edition on record; what is already there and the same is left alone.
pub(super) async fn divisions(context: &Context, around: Option<&str>, learned_at: Option<Moment>) -> Outcome {
    let store = context.store().await?;
    let (missing, asked) = divisions::missing(around, &store.load(&Division::def(), None).await?)?;
    let write = Write {
        learned_at: context.learned_at(learned_at)?,
        puts: missing.iter().map(|place| (Division::NAME, divisions::fact(place).into_row())).collect(),
        ..Write::now(context.now, context.about("divisions", "division.register"), "shouwang divisions", context.salt()?)
    };
    let added = store.write(&write).await?.added_count;
    let kept = asked - write.puts.len();
    let zh = format!("行政区划：登记 {added} 个，原有 {kept} 个不变");
    context.say(&Words::new(zh, format!("divisions: {added} put on record, {kept} already there and left alone")));
    Ok(true)
}

fn needs_xlsx(file: &Path) -> Result<(), Failure> {
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        return Ok(());
    }
    Err(Failure::new("模板文件名须以 .xlsx 结尾", "the template's name must end in .xlsx"))
}
