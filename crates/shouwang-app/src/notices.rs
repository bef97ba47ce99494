//! Holiday notices in the database, so that all servers on it count alike: taken in on record, and put beside the pages that the program carries.
//!
//! Programs before this one kept them as files in each server's data folder. [`take_over`] brings those into the database.

use std::path::Path;

use sha2::{Digest as _, Sha256};
use shouwang_calendar::{Day, Lang, Notice};
use shouwang_domain::register::{Fact, Record as _, RowKey};
use shouwang_domain::system::holiday_notice::HolidayNotice;
use shouwang_storage::{About, Expected, StorageError, Store, Write};

use crate::admin::facts;
use crate::caller::Moment;
use crate::edge::hex;
use crate::lawbook::{Notices, Pages};
use crate::problem::{AppError, ProblemCode};

/// What the taking in of a notice is called in the ledger.
pub const IMPORT: &str = "calendar.import";

/// The notices that were taken in, by year.
///
/// # Errors
/// When the database fails, or a row is not one that this program wrote.
pub async fn load_notices(store: &Store) -> Result<Notices, AppError> {
    let rows = facts::<HolidayNotice>(&store.load(&HolidayNotice::def(), None).await?)?;
    Ok(rows.into_iter().map(|row| (row.code, row.data.text)).collect())
}

/// Writes a notice and the text that it was read from, with its entry in the ledger; it takes the place of an earlier one for its year.
///
/// # Errors
/// When the database fails.
pub async fn put_notice(store: &Store, (notice, text): (&Notice, &str), at: Moment, about: About) -> Result<(), AppError> {
    store.write(&notice_write((notice, text), at, about)).await?;
    Ok(())
}

/// Takes what lies in a data folder's `calendar` into the database, for the years of which the database has no notice; those years. A second time, and on a
/// second server with the same files, there is nothing left to do.
///
/// # Errors
/// When a file cannot be read or is no notice, with its place; or the database fails.
pub async fn take_over(store: &Store, folder: &Path, mut moment: impl FnMut() -> Moment) -> Result<Vec<i32>, AppError> {
    let pages = Pages::default().with_notice_files(folder).map_err(AppError::internal)?;
    let (known, mut taken) = (load_notices(store).await?, Vec::new());
    for (path, text) in &pages.0 {
        let notice = Notice::parse(text).map_err(|error| {
            let place = format!("{path}:{}", error.line);
            let said = |lang| format!("{place}: {}", error.message(lang));
            AppError::new(ProblemCode::Invalid, said(Lang::Zh), said(Lang::En))
        })?;
        if known.contains_key(&notice.year.to_string()) {
            continue;
        }
        let mut write = notice_write((&notice, text), moment(), About::command("shouwang", IMPORT, "start"));
        let key = RowKey { code: notice.year.to_string(), from: Day::MIN };
        write.expected = vec![Expected { register: HolidayNotice::NAME, key, version: None }];
        match store.write(&write).await {
            Ok(_) => taken.push(notice.year),
            // Another server on this database, or another file for the same year, was first.
            Err(StorageError::Overtaken { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(taken)
}

/// What puts a notice and the text that it was read from on record.
pub(crate) fn notice_write((notice, text): (&Notice, &str), at: Moment, about: About) -> Write {
    let source = format!("calendar/{}.toml sha256:{}", notice.year, hex(&Sha256::digest(text)));
    // A row's text has no space at its ends; to a notice it makes no difference.
    let row = HolidayNotice { text: text.trim().to_owned(), taken_by: about.actor.clone() };
    let mut write = Write::now(at.now, about, source, at.salt);
    write.puts = vec![(HolidayNotice::NAME, Fact::declared(notice.year.to_string(), Day::MIN, row).into_row())];
    write
}
