//! The standing rows of a register that say one thing in one field: what a log-in has to find among very many.
//!
//! Lists for users are made in `query`; here nobody's scope is asked, so that only use cases without a caller may look.

use shouwang_domain::register::{RegisterDef, Row};

use crate::codec::decode_row;
use crate::error::StorageError;
use crate::schema::{LEARNED_AT, OPEN, columns, tables};
use crate::session::text;
use crate::sql::{Sql, quoted};
use crate::store::Store;

impl Store {
    /// The standing rows whose code or text field `field` is `value`, ordered by code and first day.
    ///
    /// # Errors
    /// When the register or the field is unknown, a row is damaged, or the database fails.
    pub async fn find_rows(&self, register: &RegisterDef, field: &'static str, value: &str) -> Result<Vec<Row>, StorageError> {
        let unknown = || StorageError::UnknownRegister { name: format!("{}.{field}", register.name) };
        let table = tables().get(register.name).ok_or_else(unknown)?;
        if field != "code" && table.def.field_index(field).is_none() {
            return Err(unknown());
        }
        let all = columns(table.def);
        let (common, own) = (&all[..LEARNED_AT], &all[LEARNED_AT..all.len() - 4]);
        let names = common.iter().map(|column| column.name).chain(["learned_at"]).chain(own.iter().map(|column| column.name));
        let names: Vec<_> = names.map(quoted).collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE {} = ? AND superseded_at >= {OPEN} ORDER BY code, held_from",
            names.join(", "),
            quoted(table.def.name),
            quoted(field)
        );
        self.database.ask(&Sql::kept(sql), vec![text(value)], |found| decode_row(table.def, found)).await
    }
}
