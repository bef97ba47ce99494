//! `shouwang duties`, `explain`: what everyone must do, and why.

use std::fs;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use shouwang_app::duties::{
    Desk, DutyQuery, Found, NotThere, find_subject, print_csv, print_json, print_table, summary, write_ics, write_xlsx,
};
use shouwang_app::lawbook::LawBook;
use shouwang_calendar::Day;
use shouwang_calendar::Words;
use shouwang_domain::plan::DutyIndex;
use shouwang_domain::register::Registers;
use shouwang_storage::Store;

use super::Outcome;
use crate::cli::{DutiesArgs, ExplainArgs, Format};
use crate::context::Context;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::out::outln;

pub(super) async fn list(context: &Context, args: &DutiesArgs) -> Outcome {
    let store = context.existing_store().await?;
    let book = context.book_with(&store).await?;
    let registers = registers(&store, args.known_at).await?;
    let desk = Desk::new(&book, &registers);
    drop(registers);
    let day = args.as_of.unwrap_or_else(|| context.today());
    let query = DutyQuery {
        unit: args.unit.clone(),
        division: args.division.clone(),
        statuses: args.status.clone(),
        duty: args.duty.clone(),
        subject: args.subject.clone(),
        with_not_applicable: args.all,
        ..DutyQuery::on(day)
    };
    let found = desk.find(&query).map_err(said)?;
    write(context, &desk, &found, day, args)?;
    warn(context, &book, &desk, day);
    Ok(!found.iter().any(|found| found.outcome.status.is_wrong()))
}

pub(super) async fn explain(context: &Context, args: &ExplainArgs) -> Outcome {
    let store = context.existing_store().await?;
    let book = context.book_with(&store).await?;
    let registers = registers(&store, args.known_at).await?;
    let mut desk = Desk::new(&book, &registers);
    let day = args.as_of.unwrap_or_else(|| context.today());
    let duties = book.program.find(&args.duty);
    if duties.is_empty() {
        return Err(said(desk.no_duty(&args.duty)));
    }
    let mut well = true;
    for duty in duties {
        let subject = match find_subject(&desk, duty, &args.subject) {
            Ok(subject) => subject,
            Err(_) if args.known_at.is_some() && is_known_now(&store, &book, duty, &args.subject).await? => {
                let code = &args.subject;
                let zh = format!("未知 · {code}：当时还没有关于它的任何记录");
                context.say(&Words::new(zh, format!("unknown · {code}: nothing was known of it then")));
                well = false;
                continue;
            }
            Err(error) => return Err(said(error)),
        };
        let explained = desk.explain(duty, subject, day);
        well &= !explained.is_wrong();
        if context.format == Some(Format::Json) {
            outln!("{}", serde_json::to_string_pretty(&explained).unwrap_or_default());
            continue;
        }
        for line in explained.lines(context.language) {
            writeln!(stdout(), "{line}")?;
        }
    }
    Ok(well)
}

/// Whether a subject that was not known then has become known since.
async fn is_known_now(store: &Store, book: &LawBook, duty: DutyIndex, code: &str) -> Result<bool, Failure> {
    let registers = registers(store, None).await?;
    Ok(find_subject(&Desk::new(book, &registers), duty, code).is_ok())
}

async fn registers(store: &Store, known_at: Option<Moment>) -> Result<Registers, Failure> {
    Ok(store.load_all(known_at.and_then(Moment::ends)).await?)
}

fn write(context: &Context, desk: &Desk<'_>, found: &[Found], day: Day, args: &DutiesArgs) -> Result<(), Failure> {
    let language = context.language;
    let format = context.format.unwrap_or(Format::Table);
    if let (Format::Xlsx | Format::Ics, None) = (format, &args.out) {
        return Err(Failure::new("此格式请用 --out 指定文件", "this format needs --out FILE"));
    }
    if let (Format::Xlsx, Some(file)) = (format, &args.out) {
        let path = file.display();
        return write_xlsx(desk, found, day, file, language)
            .map_err(|error| Failure::new(format!("无法写入 {path}：{error}"), format!("cannot write {path}: {error}")));
    }
    if let (Format::Ics, Some(file)) = (format, &args.out) {
        return fs::write(file, write_ics(desk, found, day, language)).map_err(|error| Failure::file(file, &error));
    }
    let mut out = output(args.out.as_deref())?;
    match format {
        Format::Csv => print_csv(desk, found, day, language, &mut out)?,
        Format::Json => print_json(desk, found, day, language, &mut out)?,
        _ => {
            print_table(desk, found, day, args.rows, language, &mut out)?;
            writeln!(out, "{} · {}", day, summary(found, language))?;
            if found.is_empty() {
                writeln!(
                    out,
                    "{}",
                    language.pick("没有符合条件的义务；先用 import 或 demo 放入数据", "no duty fits; put data in with import or demo")
                )?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn output(file: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    Ok(match file {
        Some(file) => Box::new(BufWriter::new(fs::File::create(file).map_err(|error| Failure::file(file, &error))?)),
        None => Box::new(BufWriter::new(stdout().lock())),
    })
}

/// Says beside the answer what a reader of it should know: rules that end soon, settings that are not followed.
fn warn(context: &Context, book: &LawBook, desk: &Desk<'_>, day: Day) {
    let language = context.language;
    for expiring in book.law.expiring(day, &book.calendar) {
        let (title, until, days) = (&expiring.instrument.title, expiring.until, expiring.days_left);
        let zh = format!("注意：《{}》施行至 {until}，还有 {days} 天", title.zh);
        let note = Words::new(zh, format!("note: {} is in force until {until}, {days} more days", title.en));
        eprintln!("{}", note.get(language));
    }
    for instrument in book.law.instruments.iter().filter(|instrument| instrument.until.is_some_and(|until| until < day)) {
        let (title, until) = (&instrument.title, instrument.until.unwrap_or(day));
        let zh = format!("注意：《{}》已于 {until} 期满失效，其义务在 {day} 不再适用", title.zh);
        let note = Words::new(zh, format!("note: {} expired on {until}; its duties do not apply on {day}", title.en));
        eprintln!("{}", note.get(language));
    }
    for flaw in &desk.flaws {
        eprintln!("{} {}: {}", language.pick("规则设定", "rule setting"), flaw.code, language.pick(&flaw.zh, &flaw.en));
    }
}

fn said(error: NotThere) -> Failure {
    Failure::from(error.0)
}
