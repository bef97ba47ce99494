//! `law bind`: writes the SM3 of each published clause into the pages, after somebody has read what changed.

use std::fs;
use std::path::PathBuf;

use shouwang_calendar::Words;
use shouwang_law::LawError;
use shouwang_law::model::Law;
use shouwang_law::official::{bind, instrument_of};

use super::official;
use crate::commands::Outcome;
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) fn run(context: &Context, texts: &[PathBuf]) -> Outcome {
    let Some(folder) = context.law_folder() else {
        return Err(Failure::new("请用 --law 指定要写入的法规数据文件夹", "name the folder of the law data to write to with --law"));
    };
    let pages = context.pages()?;
    let said = |errors: Vec<LawError>| Failure::law(None, &errors);
    let law = Law::load(pages.law()).map_err(said)?;
    let mut count = 0;
    for file in texts {
        let text = official(file)?;
        let Some(instrument) = instrument_of(&law, &text) else {
            return Err(Failure::new(
                format!("{}：没有对应的法规", file.display()),
                format!("{}: no instrument fits this text", file.display()),
            ));
        };
        for (path, page) in bind(pages.law(), &instrument.id, &text).map_err(said)? {
            let target = folder.join(&path);
            fs::write(&target, page).map_err(|error| Failure::file(&target, &error))?;
            outln!("{path}");
            count += 1;
        }
    }
    context.say(&Words::new(format!("已更新 {count} 个文件"), format!("{count} files were changed")));
    Ok(true)
}
