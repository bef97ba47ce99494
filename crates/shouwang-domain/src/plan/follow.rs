//! Following a change of the facts: which duties of which subjects have to be planned again.

use std::collections::BTreeSet;

use crate::facts::{Change, Entity, Facts, RegisterIndex, RowIndex, register_index};
use crate::register::RowKey;

use super::program::{DutyIndex, Program};
use super::settings::Settings;

/// What a change can have touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These duties of these subjects; all others stand as they stood.
    These(BTreeSet<(DutyIndex, Entity)>),
    /// All: something was decided about the rules themselves.
    Everything,
}

impl Program {
    /// Changes one fact, keeps the settings in step, and says what has to be planned again.
    pub fn follow(&self, facts: &mut Facts, settings: &mut Settings, change: &Change) -> Touched {
        let register = change.register();
        let key = match change {
            Change::Put(_, row) => &row.key,
            Change::Withdraw(_, key) => key,
        };
        let mut touched = BTreeSet::new();
        self.touched_by(facts, register, key, &mut touched);
        // A change that was decided is not taken back; the row that it took away was counted above, while it still stood.
        let _ = facts.apply(change);
        if Some(register) == register_index("rule_setting") {
            *settings = Settings::read(self, facts).0;
            return Touched::Everything;
        }
        self.touched_by(facts, register, key, &mut touched);
        Touched::These(touched)
    }

    /// A row shortens the time of the earlier row of its entity, so all rows of the entity count as changed.
    fn touched_by(&self, facts: &Facts, register: RegisterIndex, key: &RowKey, into: &mut BTreeSet<(DutyIndex, Entity)>) {
        let table = facts.table(register);
        let Some(entity) = table.find(&key.code) else { return };
        let rows: Vec<RowIndex> = table.rows_of(entity).collect();
        for row in rows {
            self.dependents.touched(facts, register, row, into);
        }
    }
}
