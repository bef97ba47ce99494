//! The one list of what is copied and what is not. A test holds it to the tables that the migrations make.

use shouwang_domain::register::full_catalog;

/// A table that is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub name: &'static str,
    /// The columns of its primary key, in which order it is read and written: neighbours in a table lie together on disk.
    pub key: &'static [&'static str],
    /// The column whose numbers the database hands out itself, if there is one; it has to go on behind those that were copied.
    pub numbered: Option<&'static str>,
    /// Whether the program puts a row in when it opens a new database; it gives way to the one that is copied.
    pub begun: bool,
    /// How many of its rows go together: fewer where they are long.
    pub together: usize,
}

/// Rows of ordinary length that go together: some dozens of kilobytes.
const TOGETHER: usize = 256;

/// Tables that are not copied, each with why.
pub const LEFT_OUT: [(&str, &str); 9] = [
    ("_sqlx_migrations", "which tables there are; the receiving database has its own"),
    ("session", "who is logged in; a log-in that was ended since must not come back with a backup"),
    ("ticket", "steps on the way to a log-in, good for minutes and once; one that was used must not come back"),
    ("lease", "which running server does what; a matter of seconds"),
    ("unit_place", "computed from units and divisions; made anew when the copy is whole"),
    ("duty_status", "computed from the registers and the law; the next server plans everything anew"),
    ("duty_count", "counted from the statuses"),
    ("name_pinyin", "computed from the names in registers; made anew when the copy is whole"),
    ("planning", "up to where the statuses were planned; they are not copied either"),
];

const fn table(name: &'static str, key: &'static [&'static str]) -> Kept {
    Kept { name, key, numbered: None, begun: false, together: TOGETHER }
}

/// Tables beside the registers that are copied: what was done, and what cannot be computed from it.
const BESIDE: [Kept; 12] = [
    table("ledger_entry", &["seq"]),
    // Could be computed from the entries; but then a restored ledger would prove nothing until it was.
    table("ledger_node", &["level", "position"]),
    Kept { begun: true, ..table("ledger_head", &["id"]) },
    table("ledger_checkpoint", &["size"]),
    table("login_attempt", &["kind", "name"]),
    table("login_counter", &["kind", "name"]),
    table("recovery_code", &["login", "code_hash"]),
    // A request that is repeated after a restore or a move is still known.
    table("answer", &["login", "idempotency_key"]),
    Kept { numbered: Some("id"), ..table("job", &["id"]) },
    Kept { numbered: Some("id"), ..table("reminder", &["id"]) },
    Kept { together: 2, ..table("blob", &["name", "part"]) },
    // Goes with the data, so that a restore on a machine without the keys is noticed.
    Kept { begun: true, ..table("key_check", &["name"]) },
];

/// Every table that is copied, in order: what others refer to comes first.
#[must_use]
pub fn kept() -> Vec<Kept> {
    let register = |name| table(name, &["code", "held_from", "learned_at"]);
    let registers = full_catalog().iter().map(|def| register(def.name));
    std::iter::once(table("act", &["id"])).chain(registers).chain(BESIDE).collect()
}
