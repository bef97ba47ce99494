//! What a change says of days that are over. What happens from today on mends a duty; what says otherwise of the past may only be entered
//! where the record is wrong.

use shouwang_calendar::Day;

use crate::register::{RegisterDef, Row, Shape, Value};

use super::remedy::RowPart;

/// The day from which on things can still be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Today {
    pub(super) day: Day,
    /// Whether the duty waits for what is not known. Supplying that, of whatever day it is, turns nothing round that the registers say.
    pub(super) is_unknown: bool,
}

impl Today {
    /// Whether a row before and after says something else of days that are over.
    pub(super) fn is_turned_back(self, def: &RegisterDef, before: Option<&Row>, after: Option<&Row>) -> bool {
        let Some(after) = after else { return true };
        let from = before.map(|row| if self.goes_on(def, row, after) { self.day } else { row.key.from });
        RowPart::all(def).any(|part| {
            let was = before.and_then(|row| part.of(row));
            let is = part.of(after);
            // What goes on from today has its first day by that alone.
            let is_other = was != is && !(part == RowPart::From && from == Some(after.key.from));
            is_other && self.is_part_turned_back(part, (was.as_ref(), is.as_ref()), from)
        })
    }

    fn is_part_turned_back(self, part: RowPart, (was, is): (Option<&Value>, Option<&Value>), from: Option<Day>) -> bool {
        let is_before = |value: Option<&Value>, day: Day| matches!(value, Some(Value::Day(on)) if *on < day);
        match (part, was) {
            // What ends today held for the last time yesterday.
            (RowPart::Until, _) if from.is_some() => is_before(was, self.day.plus(-1)) || is_before(is, self.day.plus(-1)),
            (_, None) => is_before(is, self.day) && !self.is_unknown,
            (_, Some(_)) => from.is_some_and(|from| from < self.day) || is_before(is, self.day),
        }
    }

    /// Whether something that has held for some time goes on otherwise from today: up to yesterday it stays as it was.
    pub(super) fn goes_on(self, def: &RegisterDef, before: &Row, after: &Row) -> bool {
        let lasts = def.shape == Shape::State && before.key.from < self.day && self.day <= before.until;
        lasts && before.key.code == after.key.code && after.key.from == self.day
    }

    /// Something that goes on otherwise from today, as it was up to yesterday.
    pub(super) fn up_to_yesterday(self, before: &Row) -> Row {
        Row { until: self.day.plus(-1), ..before.clone() }
    }
}
