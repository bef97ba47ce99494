//! `shouwang law`: check, show, compare and bind the law data.

mod bind;
mod check;
mod diff;
mod set;
mod show;

use std::fs;
use std::path::Path;

use shouwang_law::official::OfficialText;

use super::{Outcome, wait};
use crate::cli::LawCommand;
use crate::context::Context;
use crate::failure::Failure;

pub(super) fn run(context: &Context, command: LawCommand) -> Outcome {
    match command {
        LawCommand::Check { text } => check::run(context, &text),
        LawCommand::Show { instrument, article } => show::article(context, &instrument, article),
        LawCommand::Text { file } => show::text(context, &file),
        LawCommand::Diff { older, newer } => diff::run(context, &older, &newer),
        LawCommand::Bind { text } => bind::run(context, &text),
        LawCommand::Set(args) => wait(set::run(context, &args)),
    }
}

/// Reads a published text.
fn official(file: &Path) -> Result<OfficialText, Failure> {
    let bytes = fs::read(file).map_err(|error| Failure::file(file, &error))?;
    OfficialText::from_bytes(&bytes).map_err(|error| {
        let path = file.display();
        Failure::new(format!("{path}:{}: {}", error.line, error.words.zh), format!("{path}:{}: {}", error.line, error.words.en))
    })
}

/// Says that there is no such instrument, and which there are.
fn no_instrument(law: &shouwang_law::model::Law, id: &str) -> Failure {
    let ids: Vec<_> = law.instruments.iter().map(|instrument| &*instrument.id).collect();
    let ids = ids.join(", ");
    Failure::new(format!("没有编号为“{id}”的法规；有：{ids}"), format!("there is no instrument `{id}`; there are: {ids}"))
}
