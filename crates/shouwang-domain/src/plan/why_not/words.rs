//! A remedy in sentences, from the declarations of the registers.

use shouwang_calendar::Lang;

use crate::register::{BASIS_LABEL, Label, RegisterDef, Value};

use super::remedy::{Action, PartChange, Remedy, RemedyChange, RowPart};

impl Remedy {
    /// One sentence for each row: `新增 培训：单位=U3，培训日=2026-11-20`.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> Vec<String> {
        let is_named = |change: &RemedyChange| self.changes.iter().any(|other| other.names(change));
        self.changes.iter().map(|change| change.sentence(lang, is_named(change))).collect()
    }
}

impl RemedyChange {
    /// The row and what happens to it, in one sentence without a full stop.
    fn sentence(&self, lang: Lang, is_named: bool) -> String {
        let def = self.def();
        let verb = match self.action {
            Action::Add => lang.pick("新增", "Add"),
            Action::Complete => lang.pick("补充", "Fill in"),
            Action::Correct => lang.pick("更正", "Correct"),
            Action::End => lang.pick("结束", "End"),
            Action::Withdraw => lang.pick("撤销", "Withdraw"),
        };
        let label = lang.pick(def.label.zh, def.label.en);
        // A code that was only made up for the search is told only where another row needs it.
        let code = if self.action != Action::Add || is_named { format!(" {}", self.key.code) } else { String::new() };
        let parts: Vec<_> = self.told().map(|change| words(change, self.action, def, lang)).collect();
        let (colon, comma) = (lang.pick("：", ": "), lang.pick("，", ", "));
        let tail = if parts.is_empty() { String::new() } else { format!("{colon}{}", parts.join(comma)) };
        format!("{verb} {label}{code}{tail}")
    }

    /// What is worth telling, the fields before the days of a new row.
    fn told(&self) -> impl Iterator<Item = &PartChange> {
        let is_field = |change: &&PartChange| matches!(change.part, RowPart::Field(_));
        let fields = self.parts.iter().filter(is_field);
        fields.chain(self.parts.iter().filter(move |change| !is_field(change)))
    }
}

fn words(change: &PartChange, action: Action, def: &RegisterDef, lang: Lang) -> String {
    let Label { zh, en } = match change.part {
        RowPart::From => def.from_label,
        RowPart::Until => def.until_label,
        RowPart::Basis => BASIS_LABEL,
        RowPart::Field(_) => change.part.field(def).map_or(Label { zh: "?", en: "?" }, |field| field.label),
    };
    let (label, equals) = (lang.pick(zh, en), lang.pick("=", " = "));
    let open = lang.pick("（空）", "(empty)");
    let value = |value: Option<&Value>| value.map_or_else(|| open.to_owned(), |value| value.spoken(change.part.kind(def), lang));
    let after = value(change.after.as_ref());
    match (action, &change.before) {
        (Action::Correct, before) => format!("{label} {} → {after}", value(before.as_ref())),
        _ => format!("{label}{equals}{after}"),
    }
}
