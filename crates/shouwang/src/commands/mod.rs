//! One file per group of commands. Each answers `true` when all is well and `false` when something wrong was found.

mod backup;
mod calendar;
mod demo;
mod duties;
mod jobs;
mod law;
mod ledger;
mod ledger_verify;
mod matter;
mod registers;
mod serve;

use std::future::Future;

use crate::cli::{Command, Format};
use crate::cli_ledger::LedgerCommand;
use crate::context::Context;
use crate::failure::Failure;

/// Whether all is well.
pub(crate) type Outcome = Result<bool, Failure>;

/// Runs one command.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    check_format(context, &command)?;
    match command {
        Command::Law(command) => law::run(context, command),
        Command::Calendar(command) => wait(calendar::run(context, command)),
        Command::Template { file } => registers::template(context, &file),
        Command::Import(args) => wait(registers::import(context, &args)),
        Command::Divisions { around, learned_at } => wait(registers::divisions(context, around.as_deref(), learned_at)),
        Command::Export { file, known_at } => wait(registers::export(context, &file, known_at)),
        Command::Demo { size, seed, today, accounts } => wait(demo::run(context, (size, seed, today), accounts)),
        Command::Backup { file } => wait(backup::backup(context, &file)),
        Command::Restore { file, key, any_history } => wait(backup::restore(context, &file, &key, any_history)),
        Command::MigrateDatabase { from, to } => wait(backup::migrate(context, &from, &to)),
        Command::Ledger(command) => ledger::run(context, command),
        Command::Jobs(args) => wait(jobs::run(context, &args)),
        Command::Matter(args) => wait(matter::run(context, &args)),
        Command::Serve(args) => serve::run(context, &args),
        Command::Duties(args) => wait(duties::list(context, &args)),
        Command::Explain(args) => wait(duties::explain(context, &args)),
    }
}

/// A format that a command does not speak is refused, not passed over.
fn check_format(context: &Context, command: &Command) -> Result<(), Failure> {
    let spoken: &[Format] = match command {
        Command::Duties(_) => return Ok(()),
        Command::Import(_) => &[Format::Table, Format::Json, Format::Csv],
        Command::Explain(_) | Command::Calendar(_) | Command::Jobs(_) | Command::Matter(_) | Command::Ledger(LedgerCommand::List(_)) => {
            &[Format::Table, Format::Json]
        }
        _ => &[Format::Table],
    };
    match context.format {
        Some(format) if !spoken.contains(&format) => {
            let words: Vec<_> = spoken.iter().map(|format| format!("{format:?}").to_lowercase()).collect();
            let words = words.join(", ");
            Err(Failure::new(format!("这条命令的输出格式只有：{words}"), format!("this command prints only: {words}")))
        }
        _ => Ok(()),
    }
}

/// Waits for a use case that reads the database.
pub(crate) fn wait(work: impl Future<Output = Outcome>) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(work)
}
