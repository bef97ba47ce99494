//! How long it takes to take in and give back 100,000 rows.
//!
//! Run by `make bench`. What a user would do instead is in the same run: reading the same workbook with openpyxl, which only reads and checks
//! nothing. Without it (no Python, or the package missing) the run says so.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use jiff::Timestamp;
use shouwang_app::import::{ImportOptions, import};
use shouwang_app::workbook::write_workbook;
use shouwang_calendar::Day;
use shouwang_calendar::Lang;
use shouwang_domain::register::{Basis, RegisterDef, Registers, Row, RowKey, Value, catalog};
use shouwang_storage::{About, Learned, Store};

const ROWS: usize = 100_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(folder.path()))
}

async fn run(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let file = folder.join("terminals.xlsx");
    let registers = terminals()?;
    timed("writing the workbook", || write_workbook(&file, &registers, Lang::Zh))?;
    let store = Store::open(&format!("sqlite:{}", folder.join("bench.db").display())).await?;

    let begin = Instant::now();
    let shown = import(&store, &file, &options(false, 1)).await?;
    let showing = begin.elapsed();
    let begin = Instant::now();
    let applied = import(&store, &file, &options(true, 1)).await?;
    let applying = begin.elapsed();
    let written = applied.written.map(|written| written.added_count).unwrap_or_default();
    println!("import of {ROWS} rows, only shown: {showing:.2?} ({} to add)", shown.plan.added.len());
    println!("import of {ROWS} rows, checked and written: {applying:.2?} ({written} written; goal 10 s)");
    let begin = Instant::now();
    let again = import(&store, &file, &options(true, 2)).await?;
    println!("the same file again: {:.2?} ({} unchanged)", begin.elapsed(), again.plan.unchanged_count);
    let begin = Instant::now();
    let loaded = store.load_all(None).await?;
    println!("loading all registers: {:.2?} ({} rows)", begin.elapsed(), loaded.row_count());
    compare_with_openpyxl(&file);
    Ok(())
}

/// Reads the same workbook as a script of an office would.
fn compare_with_openpyxl(file: &Path) {
    let script = "import sys, openpyxl\n\
                  book = openpyxl.load_workbook(sys.argv[1], read_only=True)\n\
                  print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True)))";
    let begin = Instant::now();
    let local = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.venv/bin/python");
    let python = if local.exists() { local } else { "python3".into() };
    match Command::new(python).args(["-c", script]).arg(file).output() {
        Ok(output) if output.status.success() => {
            let rows = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            println!("for comparison, openpyxl only reads {rows} rows in {:.2?}", begin.elapsed());
        }
        _ => println!("for comparison, openpyxl is not here: pip install openpyxl"),
    }
}

fn options(apply: bool, second: i64) -> ImportOptions {
    let at = Timestamp::from_second(1_795_000_000 + second).unwrap_or_default();
    let about = About::command("bench", "register.import", "bench");
    ImportOptions { apply, learned_at: Learned::At(at), recorded_at: at, about, guard: None, sight: None, salt: [7; 32] }
}

fn terminals() -> Result<Registers, String> {
    let mut registers = Registers::new();
    let from = Day::from(jiff::civil::date(2024, 1, 1));
    let text = |text: String| Value::Text(text);
    registers.push("division", row("division", "43".into(), from, &[("name", text("湖南省".into())), ("level", Value::Choice(0))])?);
    let unit = [("name", text("样例单位".into())), ("division", Value::Ref("43".into())), ("functions", Value::Set(1 << 9))];
    registers.push("unit", row("unit", "U1".into(), from, &unit)?);
    for number in 2..ROWS {
        let values = [("managing_unit", Value::Ref("U1".into())), ("kind", Value::Choice(0)), ("protected", Value::Flag(number % 7 != 0))];
        registers.push("terminal", row("terminal", format!("T{number}"), from, &values)?);
    }
    Ok(registers)
}

fn row(register: &str, code: String, from: Day, fields: &[(&str, Value)]) -> Result<Row, String> {
    let def: &RegisterDef = catalog().get(register).ok_or(register)?;
    let mut values = vec![None; def.fields.len()];
    for (name, value) in fields {
        values[def.field_index(name).ok_or(*name)?] = Some(value.clone());
    }
    let key = RowKey { code, from };
    Ok(Row { key, until: Day::MAX, basis: Basis::Declared, vouched_by: None, note: None, learned_at: None, values })
}

fn timed<T, E>(what: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let begin = Instant::now();
    let result = work();
    println!("{what}: {:.2?}", begin.elapsed());
    result
}
