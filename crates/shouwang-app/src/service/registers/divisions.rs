//! The divisions that the program carries, put on record by whoever keeps the divisions.

use shouwang_domain::register::Record as _;
use shouwang_domain::registers::division::Division;
use shouwang_storage::Written;

use super::{Acted, RowChange, WriteAsked, register};
use crate::caller::Caller;
use crate::divisions::{fact, missing};
use crate::edge::Edge;
use crate::problem::{AppError, ProblemCode};
use crate::service::Service;

impl Service {
    /// Enters those divisions of the program's edition that are not on record yet: all, or one with what is above and below it. The unchanged are those
    /// that were there.
    ///
    /// # Errors
    /// When there is no such division, or as for [`Service::write_rows`].
    pub async fn put_divisions(
        &self,
        caller: &Caller,
        around: Option<&str>,
        key: Option<String>,
        edge: &Edge<'_>,
    ) -> Result<Acted, AppError> {
        let def = register(Division::NAME)?;
        if self.scope(caller, "registers.write", def).is_nothing() {
            return Err(AppError::new(
                ProblemCode::Forbidden,
                "行政区划由省级主管部门的审核人员登记",
                "Divisions are entered by an approver of the province's competent department",
            ));
        }
        let (places, asked) = missing(around, &self.store.load(def, None).await?).map_err(|words| {
            AppError::new(ProblemCode::BadParameter, "没有这个区划", "There is no such division").at("around", words.zh, words.en)
        })?;
        let unchanged_count = asked - places.len();
        if places.is_empty() {
            return Ok(Acted { act: None, written: Written { unchanged_count, ..Written::default() } });
        }
        let changes = places.iter().map(|place| (format!("/{}", place.code), RowChange::Create(fact(place).into_row()))).collect();
        let asked = WriteAsked { register: def, changes, reason: None, article: None, key };
        let acted = self.write_rows(caller, asked, edge).await?;
        Ok(Acted { written: Written { unchanged_count, ..acted.written }, ..acted })
    }
}
