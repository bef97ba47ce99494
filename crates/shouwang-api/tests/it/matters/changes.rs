//! What acts changed in the registers, each row with the matter that it was an act on, in a line that people can read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};
use shouwang_domain::register::{Fact, Record as _, Row, catalog, row_to_json};
use shouwang_domain::registers::permission::Permission;
use shouwang_storage::{RowChange, Version};

use crate::support::Server;

/// Acts that are read at once.
const PAGE_ACTS: u16 = 1_000;
/// Of a row what does not say what the thing is.
const BESIDE: [&str; 4] = ["code", "basis", "vouched_by", "note"];
/// Of a permission what is looked at apart.
const OF_PERMISSION: [&str; 6] = ["matter", "unit", "applied_on", "decision", "decided_on", "decided_by"];

/// A row that an act wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// What the act was on: the number of a matter.
    pub(super) matter: String,
    pub(super) register: &'static str,
    pub(super) row: Row,
    /// What stood there: the same row, or the last one of the thing before it.
    before: Option<Row>,
}

/// Everything that changed in the registers after an act.
///
/// # Panics
/// When anything was withdrawn, which no matter does.
pub(super) async fn changes(server: &Server, after: i64) -> Vec<Change> {
    let newest = server.store.newest_act().await.unwrap();
    let mut things = BTreeSet::new();
    let see = |register: &'static str, change: RowChange| {
        let RowChange::Put(row) = change else { panic!("a row of {register} was withdrawn: {change:?}") };
        things.insert((register, row.key.code));
    };
    server.store.changes_since(after, newest, see).await.unwrap();
    if things.is_empty() {
        return Vec::new();
    }
    let sources = sources(server, after).await;
    let mut changes = Vec::new();
    for (register, code) in things {
        let def = catalog().get(register).unwrap();
        let versions = server.store.history(def, &code).await.unwrap();
        let written = versions.iter().filter(|version| version.learned_act > after);
        changes.extend(written.map(|version| Change {
            matter: sources[&version.learned_act].clone(),
            register,
            row: version.row.clone(),
            before: before(&versions, version).cloned(),
        }));
    }
    changes
}

/// What acts were on, by their numbers: the ledger has it of each.
async fn sources(server: &Server, after: i64) -> BTreeMap<i64, String> {
    let (mut sources, mut below) = (BTreeMap::new(), None);
    loop {
        let page = server.store.list_acts(below, PAGE_ACTS).await.unwrap();
        below = page.last().map(|act| act.id);
        sources.extend(page.into_iter().filter(|act| act.id > after).map(|act| (act.id, act.source)));
        if below.is_none_or(|below| below <= after + 1) {
            return sources;
        }
    }
}

/// What stood before a version was written: another version of the same row, else the row of the thing that it continues.
fn before<'v>(versions: &'v [Version], of: &Version) -> Option<&'v Row> {
    let stood = |version: &&Version| version.learned_act < of.learned_act && version.ended.is_none_or(|ended| ended.act >= of.learned_act);
    let stood: Vec<_> = versions.iter().filter(stood).map(|version| &version.row).collect();
    let same = stood.iter().find(|row| row.key == of.row.key);
    let earlier = || stood.iter().filter(|row| row.key.from < of.row.key.from).max_by_key(|row| row.key.from);
    same.or_else(earlier).copied()
}

impl Change {
    /// The permission that it is, where it is one.
    pub(super) fn permission(&self) -> Option<Fact<Permission>> {
        (self.register == Permission::NAME).then(|| Fact::from_row(&self.row).unwrap())
    }

    /// In words: what is new (`+`), what is another version of a row (`~`), and what is from a day on (`>`), with what differs. The number of the
    /// matter is `№`.
    pub(super) fn says(&self) -> String {
        let (row, stood) = (self.fields(&self.row), self.before.as_ref().map(|before| self.fields(before)));
        let sign = match &self.before {
            None => "+",
            Some(before) if before.key == self.row.key => "~",
            Some(_) => ">",
        };
        let stood = stood.unwrap_or_default();
        let said =
            row.iter().filter(|(name, value)| stood.get(*name) != Some(value)).map(|(name, value)| format!("{name}={}", plain(value)));
        let gone = stood.keys().filter(|name| !row.contains_key(*name)).map(|name| format!("{name}=-"));
        let words: Vec<_> = said.chain(gone).collect();
        // A row that is changed is one of a first day, and a thing may have several.
        let of = if sign == "~" { format!("({}) ", self.row.key.from) } else { String::new() };
        format!("{sign} {} {} {of}{}", self.register, self.row.key.code, words.join(" ")).replace(&self.matter, "№").trim_end().to_owned()
    }

    fn fields(&self, row: &Row) -> Map<String, Json> {
        let mut fields = row_to_json(catalog().get(self.register).unwrap(), row);
        let is_permission = self.register == Permission::NAME;
        fields.retain(|name, _| !(BESIDE.contains(&name.as_str()) || is_permission && OF_PERMISSION.contains(&name.as_str())));
        fields
    }
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
