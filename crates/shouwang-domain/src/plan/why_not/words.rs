//! A remedy in sentences, from the declarations of the registers.

use shouwang_calendar::Lang;

use crate::register::{FieldKind, RegisterDef, Value};

use super::remedy::{Action, PartChange, Remedy, RemedyChange, RowPart};

impl Remedy {
    /// One sentence for each row: `新增 培训：单位=U3，培训日=2026-11-20`.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> Vec<String> {
        self.describe_as(lang, &|_, _| None)
    }

    /// As [`Remedy::describe`]; a value of a field for which `said` has words is told by these: `单位=县财政局`.
    #[must_use]
    pub fn describe_as(&self, lang: Lang, said: &dyn Fn(FieldKind, &Value) -> Option<String>) -> Vec<String> {
        self.changes.iter().map(|change| change.sentence(lang, self.is_named(change), said)).collect()
    }

    /// Whether another change names this one's row.
    #[must_use]
    pub fn is_named(&self, change: &RemedyChange) -> bool {
        self.changes.iter().any(|other| other.names(change))
    }
}

impl RemedyChange {
    /// The row and what happens to it, in one sentence without a full stop.
    fn sentence(&self, lang: Lang, is_named: bool, said: &dyn Fn(FieldKind, &Value) -> Option<String>) -> String {
        let def = self.def();
        let verb = match self.action {
            Action::Add => lang.pick("新增", "Add"),
            Action::Complete => lang.pick("补充", "Fill in"),
            Action::Change => lang.pick("变更", "Change"),
            Action::Correct => lang.pick("更正", "Correct"),
            Action::End => lang.pick("结束", "End"),
            Action::Withdraw => lang.pick("撤销", "Withdraw"),
        };
        let label = lang.pick(def.label.zh, def.label.en);
        // A code that was only made up for the search is told only where another row needs it.
        let code = if self.action != Action::Add || is_named { format!(" {}", self.key.code) } else { String::new() };
        let tell = Telling { def, lang, said };
        let parts: Vec<_> = self.told().map(|change| words(change, self.action, &tell)).collect();
        let (colon, comma) = (lang.pick("：", ": "), lang.pick("，", ", "));
        let tail = if parts.is_empty() { String::new() } else { format!("{colon}{}", parts.join(comma)) };
        format!("{verb} {label}{code}{tail}")
    }

    /// What is worth telling, the fields before the days.
    pub fn told(&self) -> impl Iterator<Item = &PartChange> {
        let is_field = |change: &&PartChange| matches!(change.part, RowPart::Field(_));
        let fields = self.parts.iter().filter(is_field);
        fields.chain(self.parts.iter().filter(move |change| !is_field(change)))
    }
}

/// How values are put into words.
struct Telling<'a> {
    def: &'a RegisterDef,
    lang: Lang,
    said: &'a dyn Fn(FieldKind, &Value) -> Option<String>,
}

fn words(change: &PartChange, action: Action, &Telling { def, lang, said }: &Telling<'_>) -> String {
    let (label, equals) = (change.part.label(def).get(lang), lang.pick("=", " = "));
    let kind = change.part.kind(def);
    let open = lang.pick("（空）", "(empty)");
    let value = |value: Option<&Value>| {
        value.map_or_else(|| open.to_owned(), |value| said(kind, value).unwrap_or_else(|| value.spoken(kind, lang)))
    };
    let after = value(change.after.as_ref());
    match (action, &change.before) {
        // The day from which on it is otherwise is a day like that of a new row.
        (Action::Change, _) if change.part == RowPart::From => format!("{label}{equals}{after}"),
        (Action::Change | Action::Correct, before) => format!("{label} {} → {after}", value(before.as_ref())),
        _ => format!("{label}{equals}{after}"),
    }
}
