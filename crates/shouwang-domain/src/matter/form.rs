//! What is filled in for a matter, declared as a register is.
//!
//! A form is one struct in [`super::forms`] with the word `form` in its attribute. From its declaration follow the page's form, the JSON schema and
//! the sheet for many at once; the common columns are the thing's code and the first and last day that are wanted.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::register::{Choices as _, Fact, FieldKind, Problem, Record, RegisterDef, Row, Value};
use crate::registers::permission::Matter as Kind;

use super::behind::Behind;
use super::effects::Effects;
use super::scene::{Gone, Scene};

/// What is filled in for one thing that a matter is about, and what the matter's end makes of it.
pub trait Form: Record {
    /// The register that the matter is about.
    type Subject: Record;
    /// What its end changes, in the word that the pages of law have behind `then`.
    const THEN: &'static str;
    /// What may not be there without the matter.
    const BEHIND: Behind = Behind::Nothing;

    /// What the end of the matter changes.
    ///
    /// # Errors
    /// When something that the form names is not there.
    fn effects(line: &Fact<Self>, scene: &Scene<'_>) -> Result<Effects, Gone>;

    /// What the registers have against a line that is right in itself: a paper that is about another system, a port that would be open for less
    /// long.
    fn objections(_line: &Fact<Self>, _scene: &Scene<'_>) -> Vec<Problem> {
        Vec::new()
    }

    /// What preconditions are asked about, where the end of the matter does not put it into the registers itself.
    ///
    /// # Errors
    /// When something that the form names is not there.
    fn proposed(line: &Fact<Self>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        Self::effects(line, scene)
    }

    /// The line with what the registers say on the day, where that is part of what is handed in; nothing where the line itself says everything.
    fn frozen(_line: &Fact<Self>, _scene: &Scene<'_>) -> Option<Fact<Self>> {
        None
    }

    /// What follows when the last day of a line has passed, beside that the thing itself is over.
    ///
    /// # Errors
    /// When something that the form names is not there.
    fn over(_line: &Fact<Self>, _scene: &Scene<'_>) -> Result<Effects, Gone> {
        Ok(Effects::none())
    }

    /// The other unit that it names, where two take part.
    fn other_party(_line: &Fact<Self>, _scene: &Scene<'_>) -> Option<String> {
        None
    }
}

/// A form's functions over rows.
type OverRow = fn(&Row, &Scene<'_>) -> Result<Effects, Gone>;

/// What the derive hands in.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredForm {
    def: fn() -> RegisterDef,
    subject: &'static str,
    then: &'static str,
    behind: Behind,
    effects: OverRow,
    objections: fn(&Row, &Scene<'_>) -> Vec<Problem>,
    proposed: OverRow,
    over: OverRow,
    frozen: fn(&Row, &Scene<'_>) -> Option<Row>,
    other_party: fn(&Row, &Scene<'_>) -> Option<String>,
}

impl DeclaredForm {
    /// The entry of a struct.
    #[must_use]
    pub const fn of<T: Form>() -> DeclaredForm {
        DeclaredForm {
            def: T::def,
            subject: T::Subject::NAME,
            then: T::THEN,
            behind: T::BEHIND,
            effects: |row, scene| T::effects(&Fact::from_row(row).map_err(|_| Gone::row::<T>(row))?, scene),
            objections: |row, scene| Fact::from_row(row).map(|line| T::objections(&line, scene)).unwrap_or_default(),
            proposed: |row, scene| T::proposed(&Fact::from_row(row).map_err(|_| Gone::row::<T>(row))?, scene),
            over: |row, scene| T::over(&Fact::from_row(row).map_err(|_| Gone::row::<T>(row))?, scene),
            frozen: |row, scene| Some(T::frozen(&Fact::from_row(row).ok()?, scene)?.into_row()),
            other_party: |row, scene| T::other_party(&Fact::from_row(row).ok()?, scene),
        }
    }
}

inventory::collect!(DeclaredForm);

/// A form, with what the engine needs of it.
#[derive(Debug)]
pub struct FormDef {
    /// What is asked, told or filed.
    pub kind: Kind,
    /// The declaration.
    pub def: RegisterDef,
    /// The register that the matter is about.
    pub subject: &'static str,
    /// What its end changes.
    pub then: &'static str,
    /// What may not be there without the matter.
    pub behind: Behind,
    declared: DeclaredForm,
}

/// Every form, by the order of its declaration. A form that is no choice of the register of permissions is none.
#[must_use]
pub fn forms() -> &'static [FormDef] {
    static FORMS: LazyLock<Vec<FormDef>> = LazyLock::new(|| {
        let mut forms: Vec<_> = inventory::iter::<DeclaredForm>().filter_map(FormDef::new).collect();
        forms.sort_by_key(|form| form.def.order);
        forms
    });
    &FORMS
}

/// The form of a matter, by the identifier that the pages of law or the register of permissions use.
#[must_use]
pub fn form_of(id: &str) -> Option<&'static FormDef> {
    static BY_NAME: LazyLock<BTreeMap<&'static str, &'static FormDef>> =
        LazyLock::new(|| forms().iter().map(|form| (form.def.name, form)).collect());
    BY_NAME.get(id.replace('-', "_").as_str()).copied()
}

impl FormDef {
    fn new(declared: &DeclaredForm) -> Option<FormDef> {
        let def = (declared.def)();
        let at = Kind::CHOICES.iter().position(|choice| choice.id == def.name)?;
        let kind = Kind::at(u8::try_from(at).ok()?)?;
        Some(FormDef { kind, def, subject: declared.subject, then: declared.then, behind: declared.behind, declared: *declared })
    }

    /// What the end of the matter makes of a line.
    ///
    /// # Errors
    /// When something that the line names is not there.
    pub fn effects(&self, line: &Row, scene: &Scene<'_>) -> Result<Effects, Gone> {
        (self.declared.effects)(line, scene)
    }

    /// What the registers have against a line.
    #[must_use]
    pub fn objections(&self, line: &Row, scene: &Scene<'_>) -> Vec<Problem> {
        (self.declared.objections)(line, scene)
    }

    /// What would be there for preconditions to be asked about.
    ///
    /// # Errors
    /// When something that the line names is not there.
    pub fn proposed(&self, line: &Row, scene: &Scene<'_>) -> Result<Effects, Gone> {
        (self.declared.proposed)(line, scene)
    }

    /// A line as it is handed in: with what the registers say on the day, where that is part of it.
    #[must_use]
    pub fn frozen(&self, line: &Row, scene: &Scene<'_>) -> Row {
        (self.declared.frozen)(line, scene).unwrap_or_else(|| line.clone())
    }

    /// What follows when the last day of a line has passed.
    ///
    /// # Errors
    /// When something that the line names is not there.
    pub fn over(&self, line: &Row, scene: &Scene<'_>) -> Result<Effects, Gone> {
        (self.declared.over)(line, scene)
    }

    /// The other unit that a line names.
    #[must_use]
    pub fn other_party(&self, line: &Row, scene: &Scene<'_>) -> Option<String> {
        (self.declared.other_party)(line, scene)
    }

    /// Whether lines name the thing that they are about; otherwise they give it its code.
    #[must_use]
    pub fn names_subject(&self) -> bool {
        self.def.fields.iter().any(|field| field.kind == FieldKind::Ref(self.subject))
    }

    /// The code of the thing that a line names as what it is about.
    #[must_use]
    pub fn named_subject<'l>(&self, line: &'l Row) -> Option<&'l str> {
        self.def.fields.iter().zip(&line.values).find_map(|(field, value)| match (field.kind, value) {
            (FieldKind::Ref(register), Some(Value::Ref(code))) if register == self.subject => Some(code.as_str()),
            _ => None,
        })
    }

    /// The code of what a line is about: of the thing that it names, or of the thing that would come to be.
    ///
    /// # Errors
    /// When something that the line names is not there.
    pub fn subject_code(&self, line: &Row, scene: &Scene<'_>) -> Result<String, Gone> {
        match self.named_subject(line) {
            Some(code) => Ok(code.to_owned()),
            None => {
                let proposed = self.proposed(line, scene)?;
                Ok(proposed.rows.get(self.subject).first().map_or_else(|| scene.code(&line.key.code), |row| row.key.code.clone()))
            }
        }
    }
}
