//! What is wrong with one row, whoever wrote it: the importer, a form, or a hand in the database.
//!
//! A row that breaks the law is no wrong row; only what contradicts its declaration or itself is refused here. References to rows that
//! are not there are found by [`super::references`], which looks at all registers.

use shouwang_calendar::Day;

use super::common::{CODE_CHARS_MAX, NOTE_CHARS_MAX, VOUCHED_BY_CHARS_MAX};
use super::def::{FieldDef, FieldKind, Label, Problem, RegisterDef, Shape};
use super::row::Row;
use super::value::Value;

/// All problems of a row, in the order of the columns; none when it may be stored. The code must have been made already
/// ([`super::derive_code`]).
#[must_use]
pub fn validate(row: &Row, def: &RegisterDef) -> Vec<Problem> {
    if row.values.len() != def.fields.len() {
        let (has, needs) = (row.values.len(), def.fields.len());
        let zh = format!("这一行有{has}个值，登记表“{}”有{needs}个字段", def.label.zh);
        return vec![Problem::new("code", zh, format!("this row has {has} values, register `{}` has {needs} fields", def.name))];
    }
    let mut problems = Vec::new();
    problems.extend(code_problem(row, def));
    problems.extend(days_problem(row, def));
    for (field, value) in def.fields.iter().zip(&row.values) {
        problems.extend(value_problem(field, value.as_ref()));
        problems.extend(order_problem(field, value.as_ref(), row, def));
    }
    problems.extend(too_long("vouched_by", row.vouched_by.as_deref(), VOUCHED_BY_CHARS_MAX));
    problems.extend(too_long("note", row.note.as_deref(), NOTE_CHARS_MAX));
    problems.extend(alternatives_problem(row, def));
    if problems.is_empty() {
        problems.extend((def.check)(row));
    }
    problems
}

fn code_problem(row: &Row, def: &RegisterDef) -> Option<Problem> {
    let code = row.key.code.as_str();
    if code.is_empty() && def.natural.is_empty() {
        return Some(Problem::new("code", "没有编号：请填写", "There is no code; give one"));
    }
    if code.is_empty() {
        let zh = "没有编号，也无法自动生成：请填写编号，或者补全必填的内容";
        return Some(Problem::new("code", zh, "There is no code and none can be made; give one, or fill in what is required"));
    }
    if code.trim() != code || code.chars().any(char::is_control) {
        let zh = "编号的首尾有空格，或者含有换行等控制字符：请删去";
        return Some(Problem::new("code", zh, "The code begins or ends with a space, or contains a control character; remove it"));
    }
    too_long("code", Some(code), CODE_CHARS_MAX)
}

fn days_problem(row: &Row, def: &RegisterDef) -> Option<Problem> {
    let (from, until) = (row.key.from, row.until);
    match def.shape {
        Shape::State if until < from => Some(earlier("until", def.until_label, until, def.from_label, from)),
        Shape::Event if from == Day::MIN => {
            let zh = format!("没有{}：请填写发生的日期", def.from_label.zh);
            Some(Problem::new("from", zh, format!("{} is missing; give the day on which it happened", def.from_label.en)))
        }
        Shape::Event if until != Day::MAX => {
            let zh = format!("“{}”只记发生的一天，没有截止日：请留空", def.label.zh);
            Some(Problem::new("until", zh, format!("{} happened on one day and has no last day; leave it empty", def.label.en)))
        }
        _ => None,
    }
}

fn value_problem(field: &FieldDef, value: Option<&Value>) -> Option<Problem> {
    let Some(value) = value else {
        let refused = || Problem::new(field.name, "没有填写：这一项必填", "Nothing is given; this is required");
        return field.required.then(refused);
    };
    let mismatch = |zh: &str, en: &str| Some(Problem::new(field.name, zh, en));
    match (value, field.kind) {
        (Value::Text(text), FieldKind::Text { chars_max }) => {
            blank(field.name, text).or_else(|| too_long(field.name, Some(text), chars_max))
        }
        (Value::Ref(code), FieldKind::Ref(_)) => blank(field.name, code).or_else(|| too_long(field.name, Some(code), CODE_CHARS_MAX)),
        (Value::Int(number), FieldKind::Int { min, max }) if !(min..=max).contains(number) => {
            mismatch(&format!("{number} 不在 {min} 至 {max} 之间"), &format!("{number} is not from {min} to {max}"))
        }
        (Value::Choice(at), FieldKind::Choice(choices)) if usize::from(*at) >= choices.len() => {
            mismatch("不在可选的范围内", "This is not one of the choices")
        }
        (Value::Set(mask), FieldKind::Set(choices)) if *mask == 0 || mask.checked_shr(count(choices)).unwrap_or(0) != 0 => {
            mismatch("不在可选的范围内", "This is not a set of the choices")
        }
        (Value::Day(day), FieldKind::Day) if day.date().is_none() => mismatch("不是日期", "This is not a day"),
        (Value::Int(_), FieldKind::Int { .. })
        | (Value::Day(_), FieldKind::Day)
        | (Value::Flag(_), FieldKind::Flag)
        | (Value::Choice(_), FieldKind::Choice(_))
        | (Value::Set(_), FieldKind::Set(_)) => None,
        _ => mismatch("值的类型不符", "The value is of another kind"),
    }
}

fn count(choices: &[super::Choice]) -> u32 {
    u32::try_from(choices.len()).unwrap_or(u32::MAX)
}

fn blank(field: &'static str, text: &str) -> Option<Problem> {
    let refused = || Problem::new(field, "只有空格或者首尾有空格", "There is nothing but space, or space at an end");
    (text.is_empty() || text.trim() != text).then(refused)
}

fn too_long(field: &'static str, text: Option<&str>, chars_max: usize) -> Option<Problem> {
    let chars = text.map_or(0, |text| text.chars().count());
    let (zh, en) = (format!("共{chars}个字，最多{chars_max}个"), format!("There are {chars} characters, at most {chars_max} are allowed"));
    (chars > chars_max).then(|| Problem::new(field, zh, en))
}

/// A day field that lies before the day that it must not lie before.
fn order_problem(field: &FieldDef, value: Option<&Value>, row: &Row, def: &RegisterDef) -> Option<Problem> {
    let Some(Value::Day(later)) = value else { return None };
    let (label, day) = match field.not_before {
        "" => return None,
        "from" => (def.from_label, row.key.from),
        name => match (def.field(name)?, row.values.get(def.field_index(name)?)?) {
            (field, Some(Value::Day(day))) => (field.label, *day),
            _ => return None,
        },
    };
    (*later < day).then(|| earlier(field.name, field.label, *later, label, day))
}

fn earlier(field: &'static str, label: Label, day: Day, first_label: Label, first_day: Day) -> Problem {
    let zh = format!("{} {day} 早于{} {first_day}：请核对两个日期", label.zh, first_label.zh);
    let en = format!("{} {day} lies before {} {first_day}; check both days", label.en, first_label.en);
    Problem::new(field, zh, en)
}

/// Fields of which exactly one, or at least one, has to be given.
fn alternatives_problem(row: &Row, def: &RegisterDef) -> Option<Problem> {
    let given = |names: &[&str]| {
        let at = names.iter().filter_map(|name| def.field_index(name));
        at.filter(|at| row.values[*at].is_some()).count()
    };
    let words = |names: &[&str], word: fn(&FieldDef) -> &'static str, between: &str| {
        names.iter().filter_map(|name| def.field(name).map(word)).collect::<Vec<_>>().join(between)
    };
    let listed = |names: &'static [&'static str]| (words(names, |field| field.label.zh, "、"), words(names, |field| field.label.en, ", "));
    if let [field, ..] = def.exactly_one
        && given(def.exactly_one) != 1
    {
        let (zh, en) = listed(def.exactly_one);
        return Some(Problem::new(field, format!("{zh}：必须填写一项，且只能填写一项"), format!("Exactly one of {en} has to be given")));
    }
    if let [field, ..] = def.at_least_one
        && given(def.at_least_one) == 0
    {
        let (zh, en) = listed(def.at_least_one);
        return Some(Problem::new(field, format!("{zh}：至少填写一项"), format!("At least one of {en} has to be given")));
    }
    None
}
