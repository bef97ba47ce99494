//! What a path in a rule leads to, so that a word can be changed into another that its field could hold as well.

use shouwang_domain::register::{Choice, FieldDef, FieldKind, RegisterDef, catalog};
use shouwang_law::model::Path;

/// The registers that names in an expression are read against.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// Of the row at hand.
    pub(crate) row: &'static RegisterDef,
    /// Of the duty's subject.
    pub(crate) subject: &'static RegisterDef,
}

impl Frame {
    /// The frame of a duty about this register.
    pub(crate) fn of_subject(register: &str) -> Option<Frame> {
        let subject = catalog().get(register)?;
        Some(Frame { row: subject, subject })
    }

    /// The frame within rows of another register.
    pub(crate) fn within(self, register: &str) -> Option<Frame> {
        Some(Frame { row: catalog().get(register)?, ..self })
    }

    /// The choices that the path's field may hold.
    pub(crate) fn choices(self, path: &Path) -> Option<&'static [Choice]> {
        match self.field(path)?.kind {
            FieldKind::Choice(choices) | FieldKind::Set(choices) => Some(choices),
            _ => None,
        }
    }

    fn field(self, path: &Path) -> Option<&'static FieldDef> {
        let mut names = path.0.as_slice();
        let mut register = self.row;
        if let [first, rest @ ..] = names
            && first == "subject"
        {
            (register, names) = (self.subject, rest);
        }
        let (last, hops) = names.split_last()?;
        for hop in hops {
            let FieldKind::Ref(target) = register.field(hop)?.kind else { return None };
            register = catalog().get(target)?;
        }
        register.field(last)
    }
}

/// Every other word that a field with these choices may hold; none when the word is not one of them.
pub(crate) fn other_words(choices: &'static [Choice], word: &str) -> Vec<&'static str> {
    let others = choices.iter().map(|choice| choice.id).filter(|other| *other != word).collect::<Vec<_>>();
    if others.len() < choices.len() { others } else { Vec::new() }
}

/// Other reference fields of the register that lead to the same register as this one.
pub(crate) fn other_links(register: &str, link: &str) -> Vec<&'static str> {
    let Some((def, field)) = catalog().get(register).and_then(|def| Some((def, def.field(link)?))) else { return Vec::new() };
    def.fields.iter().filter(|other| other.kind == field.kind && other.name != link).map(|other| other.name).collect()
}
