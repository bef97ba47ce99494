//! Compiles matters: who applies, for what, under which preconditions, before which day.

use shouwang_law::model::{Asks, Matter, Precondition, RuleName};

use crate::facts::RegisterIndex;
use crate::matter::{FormDef, form_of, narrowed};
use crate::register::{Choices, catalog};
use crate::registers::unit::Function;

use super::super::cond::{Base, EntityTerm, Way};
use super::super::matter::{Applicant, CompiledAsks, CompiledMatter, CompiledPrecondition};
use super::super::program::{Active, DutyIndex};
use super::{Compiled, Compiler, Fault, Frame};

/// A duty by its name, with the register it is about.
type FindDuty<'f> = &'f dyn Fn(&RuleName) -> Option<(DutyIndex, RegisterIndex)>;

/// Compiles one matter.
pub(super) fn matter(rule: &Matter, active: Active, find: FindDuty<'_>) -> Compiled<CompiledMatter> {
    let form = form_of(&rule.name.id).ok_or_else(|| {
        Fault::new(format!("没有名为“{}”的表单", rule.name.id), format!("there is no form for the matter `{}`", rule.name.id))
    })?;
    check_form(rule, form.subject, form.then)?;
    check_when(rule, form)?;
    let (mut compiler, frame) = Compiler::new(form.subject)?;
    let needs = rule.needs.iter().map(|need| compiler.precondition(need, &frame, find)).collect::<Compiled<_>>()?;
    for step in &rule.route {
        function(&step.who)?;
    }
    Ok(CompiledMatter {
        kind: form.kind,
        subject: frame.register,
        active,
        applicant: compiler.applicant(&rule.applicant, &frame)?,
        when: rule.when.as_ref().map(|when| compiler.condition(when, &frame)).transpose()?,
        needs,
        before: rule.before.as_ref().map(|before| compiler.day_path(before, &frame)).transpose()?,
        rule: rule.clone(),
    })
}

/// What a page says of a matter's subject and end must be what its form does.
fn check_form(rule: &Matter, subject: &str, then: &str) -> Compiled<()> {
    let said = (rule.subject.as_deref().unwrap_or_default(), rule.then.as_deref().unwrap_or_default());
    if said == (subject, then) {
        return Ok(());
    }
    Err(Fault::new(
        format!("subject 和 then 写的是 {} 和 {}，表单办的是 {subject} 和 {then}", said.0, said.1),
        format!("`subject` and `then` say {} and {}; the form is about {subject} and does {then}", said.0, said.1),
    ))
}

/// Where nothing may be there without the matter, its `when` has to be one that a list of what is there without it can ask.
fn check_when(rule: &Matter, form: &FormDef) -> Compiled<()> {
    let is_asked = |when| catalog().get(form.subject).is_some_and(|def| narrowed(when, def).is_some());
    if !form.behind.is_asked() || rule.when.as_ref().is_none_or(is_asked) {
        return Ok(());
    }
    Err(Fault::new(
        "没有这件事项支撑的对象要逐一列出，when 只能比较对象自己的是否和选项字段，如 own、not own、kind in [甲, 乙]",
        "what is there without this matter is listed, so `when` may only compare flags and choices of the thing itself: `own`, `not own`, `kind in [a, b]`",
    ))
}

/// A function of units by its word.
fn function(word: &str) -> Compiled<Function> {
    let at = Function::CHOICES.iter().position(|choice| choice.id == word);
    at.and_then(|at| Function::at(u8::try_from(at).ok()?))
        .ok_or_else(|| Fault::new(format!("“{word}”不是单位的职能"), format!("`{word}` is no function of a unit")))
}

impl Compiler {
    /// A path to the unit that applies, or the function that a unit must have to apply.
    fn applicant(&mut self, text: &str, frame: &Frame) -> Compiled<Applicant> {
        if let Ok(function) = function(text) {
            return Ok(Applicant::Function(function));
        }
        let names = text.split('.').map(str::to_owned).collect();
        self.bearer(&shouwang_law::model::Path(names), frame).map(Applicant::Named)
    }

    fn precondition(&mut self, need: &Precondition, frame: &Frame, find: FindDuty<'_>) -> Compiled<CompiledPrecondition> {
        let asks = match &need.asks {
            Asks::Rows(rows) => CompiledAsks::Rows(self.rows(rows, frame)?),
            Asks::Must(must) => CompiledAsks::Must(self.condition(must, frame)?),
            Asks::Duty { name, at } => {
                let missing = || Fault::new(format!("没有名为“{name}”的义务"), format!("there is no duty `{name}`"));
                let (duty, subject) = find(name).ok_or_else(missing)?;
                let (at, register) = match at {
                    Some(path) => {
                        let (term, register, _) = self.entity(path, frame)?;
                        (term, register)
                    }
                    None => {
                        let way = Way { base: Base::Row, hops: Box::default(), register: frame.register };
                        (EntityTerm::Itself(way), frame.register)
                    }
                };
                if register != subject {
                    return Err(Fault::new(
                        format!("义务 {name} 说的不是这个台账；请用 at 指明从哪里取"),
                        format!("the duty `{name}` is about another register; say with `at` where to start"),
                    ));
                }
                CompiledAsks::Duty(duty, at)
            }
        };
        let when = need.when.as_ref().map(|when| self.condition(when, frame)).transpose()?;
        Ok(CompiledPrecondition { when, asks })
    }
}
