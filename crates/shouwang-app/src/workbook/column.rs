//! The columns of a register's sheet: the common ones and its own, in the order in which they are written.
//!
//! One list serves the template, the export and the reader, so that they cannot drift apart.

use shouwang_domain::register::{
    Audience, BASIS_LABEL, Basis, CODE_CHARS_MAX, CODE_LABEL, Choices, FieldKind, Label, NOTE_CHARS_MAX, NOTE_LABEL, RegisterDef, Shape,
    VOUCHED_BY_CHARS_MAX, VOUCHED_BY_LABEL,
};

/// What a column is in the row that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The row's code.
    Code,
    /// First day of a state, or the day of an event.
    From,
    /// Last day of a state.
    Until,
    /// The register's own field at this position.
    Field(usize),
    /// Declared or measured.
    Basis,
    /// Who declared it or what measured it.
    VouchedBy,
    /// Remark.
    Note,
    /// Whether the fact turned out wrong and is taken back.
    Withdraw,
}

/// One column of a sheet.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// What it is in the row.
    pub(crate) role: Role,
    /// Identifier, understood as a heading.
    pub(crate) name: &'static str,
    /// Heading.
    pub(crate) label: Label,
    /// What to write, one sentence.
    pub(crate) help: Label,
    /// Article that asks for it; empty when none does.
    pub(crate) article: &'static str,
    /// What it may hold.
    pub(crate) kind: FieldKind,
    /// Whether a row without it is refused.
    pub(crate) required: bool,
}

/// All columns of a register's sheet, in order. The sheet of a form asks for nothing but what is filled in: who vouches for it, the matter knows.
pub(crate) fn columns(def: &RegisterDef) -> Vec<Column> {
    let is_form = def.audience == Audience::Form;
    let mut columns = vec![code(def), from(def)];
    if if is_form { def.names_until() } else { def.shape == Shape::State } {
        columns.push(until(def));
    }
    columns.extend(def.fields.iter().enumerate().map(|(at, field)| Column {
        role: Role::Field(at),
        name: field.name,
        label: field.label,
        help: field.help,
        article: field.article,
        kind: field.kind,
        required: field.required,
    }));
    columns.extend(closing().into_iter().filter(|column| !is_form || column.role == Role::Note));
    columns
}

fn code(def: &RegisterDef) -> Column {
    let is_form = def.audience == Audience::Form;
    let help = if is_form {
        Label {
            zh: "新对象的编号；不填由系统给出。对已有的对象办理时不填。",
            en: "The code of what is new; leave it empty and one is made. Leave it empty for what is there already.",
        }
    } else if def.natural.is_empty() {
        Label {
            zh: "在本表中唯一的编号，其他表用它来引用本行。",
            en: "A code that is unique in this sheet; other sheets refer to the row by it.",
        }
    } else {
        Label {
            zh: "在本表中唯一的编号；可以不填，由本行的内容自动生成。",
            en: "A code that is unique in this sheet; leave it empty and it is made from the row itself.",
        }
    };
    Column {
        role: Role::Code,
        name: "code",
        label: CODE_LABEL,
        help,
        article: "",
        kind: FieldKind::Text { chars_max: CODE_CHARS_MAX },
        required: def.natural.is_empty() && !is_form,
    }
}

fn from(def: &RegisterDef) -> Column {
    let help = match def.shape {
        Shape::State if def.audience == Audience::Form => Label {
            zh: "从哪一天起（含当天）；不填即从办结之日起。",
            en: "From which day on, that day included; left empty, from the day on which it is granted.",
        },
        Shape::State => Label {
            zh: "从哪一天起是这样（含当天）；不知道可以不填。情况变了，就用同一编号另起一行，写新的起始日。",
            en: "The first day on which it was so; leave it empty when nobody knows. When things change, add a row with the same code and the new first day.",
        },
        Shape::Event => Label { zh: "发生的那一天。", en: "The day on which it happened." },
    };
    let required = def.shape == Shape::Event;
    let (label, kind) = (def.from_label, FieldKind::Day);
    Column { role: Role::From, name: "from", label, help, article: "", kind, required }
}

fn until(def: &RegisterDef) -> Column {
    let help = Label {
        zh: "最后一天（含当天）；仍然有效就不填。", en: "The last day that still counts; leave it empty while it goes on."
    };
    let (label, kind) = (def.until_label, FieldKind::Day);
    Column { role: Role::Until, name: "until", label, help, article: "", kind, required: false }
}

fn closing() -> [Column; 4] {
    let column = |role, name, label, help, kind| Column { role, name, label, help, article: "", kind, required: false };
    [
        column(
            Role::Basis,
            "basis",
            BASIS_LABEL,
            Label { zh: "申报还是实测；不填即为申报。", en: "Declared or measured; declared when left empty." },
            FieldKind::Choice(Basis::CHOICES),
        ),
        column(
            Role::VouchedBy,
            "vouched_by",
            VOUCHED_BY_LABEL,
            Label { zh: "谁申报的，或者用什么测量的。", en: "Who declared it, or what measured it." },
            FieldKind::Text { chars_max: VOUCHED_BY_CHARS_MAX },
        ),
        column(
            Role::Note,
            "note",
            NOTE_LABEL,
            Label { zh: "其他需要说明的。", en: "Anything else worth saying." },
            FieldKind::Text { chars_max: NOTE_CHARS_MAX },
        ),
        column(
            Role::Withdraw,
            "withdraw",
            Label { zh: "撤回", en: "Withdraw" },
            Label {
                zh: "这一行原来就是错的、要撤回时写“是”；平时不填。撤回后，此前的查询结果不变。",
                en: "Write yes when the fact turned out wrong and is to be taken back; otherwise leave it empty. Answers given before stay as they were.",
            },
            FieldKind::Flag,
        ),
    ]
}
