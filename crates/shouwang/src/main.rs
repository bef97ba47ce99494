//! The command line of Shouwang 守望: reads the law and the registers, and says what everyone must do.
//!
//! This is the edge: the only place that reads the clock, the arguments and the terminal. Each command asks one use case of `shouwang-app`
//! and prints the answer. Exit codes: 0 fine, 1 found something wrong, 2 misuse or could not be done.

mod cli;
mod cli_ledger;
mod cli_matter;
mod commands;
mod context;
mod failure;
mod lock;
mod moment;
mod out;
mod random;
mod server_settings;
mod site;

use std::process::ExitCode;

use clap::Parser;

use cli::Cli;
use context::Context;

/// A server answers with thousands of small texts, which the system's allocator takes its time over, and plans with large columns, whose
/// memory it keeps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no mistakes; clap knows which is which.
            let misuse = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(if misuse { 2 } else { 0 });
        }
    };
    let context = Context::new(&cli.common);
    match commands::run(&context, cli.command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.text(context.language));
            ExitCode::from(2)
        }
    }
}
