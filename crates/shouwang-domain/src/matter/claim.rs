//! Which things of which register may not be there without which matter, by which article: read off the forms and the law's matters.
//!
//! A claim is plain data about columns, so that a database can look for everything that it finds wanting. Where one register has several matters,
//! their `when` says which is for which thing; what a page's `when` says that columns cannot answer, no page may say of such a matter.

use shouwang_calendar::Day;
use shouwang_law::model::{ClauseRef, Comparison, Expr, Path, RuleName, Term};

use crate::plan::{CompiledMatter, Program};
use crate::register::{FieldDef, FieldKind, Record as _, RegisterDef, Value, catalog};
use crate::registers::permission::{Matter as Kind, Permission};

use super::behind::Behind;
use super::form::{FormDef, forms};

/// Things of which this field says one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrow {
    /// The field.
    pub field: &'static str,
    /// What it says.
    pub among: Vec<Value>,
}

/// What may not be there without a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The register of the things.
    pub register: &'static str,
    /// The field by which a permission names them.
    pub column: &'static str,
    /// Since when and until when a thing is there.
    pub behind: Behind,
    /// For which things.
    pub when: Vec<Narrow>,
    /// The matters of which any will do.
    pub kinds: Vec<Kind>,
    /// The first of them, which a clerk would start.
    pub kind: Kind,
    /// Its rule on the day.
    pub rule: RuleName,
    /// The clause that the rule stands under.
    pub clause: ClauseRef,
    /// Field by field the way from a thing to the unit that answers for it.
    pub unit: Vec<&'static str>,
    /// The first day on which any law asked for one of the matters. What began before could not be asked for.
    pub asked_since: Day,
}

/// A matter that things may not be there without.
struct Maker<'p> {
    form: &'static FormDef,
    rule: &'p CompiledMatter,
    when: Vec<Narrow>,
}

/// Everything that is claimed on a day, in the order of the forms.
#[must_use]
pub fn claims(program: &Program, day: Day) -> Vec<Claim> {
    let makers: Vec<Maker<'_>> = forms().iter().filter_map(|form| maker(program, form, day)).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for first in &makers {
        let known = |claim: &Claim| claim.register == first.form.subject;
        if claims.iter().any(known) {
            continue;
        }
        let of_register: Vec<_> = makers.iter().filter(|maker| maker.form.subject == first.form.subject).collect();
        let mut whens: Vec<&[Narrow]> = Vec::new();
        for maker in of_register.iter().filter(|maker| !maker.when.is_empty()) {
            if !whens.contains(&&*maker.when) {
                whens.push(&maker.when);
            }
        }
        claims.extend(whens.iter().filter_map(|when| claim(program, when.to_vec(), &of_register)));
        if of_register.iter().any(|maker| maker.when.is_empty()) {
            let others = whens.iter().filter_map(|when| otherwise(when, first.form.subject)).collect();
            claims.extend(claim(program, others, &of_register));
        }
    }
    claims
}

fn maker<'p>(program: &'p Program, form: &'static FormDef, day: Day) -> Option<Maker<'p>> {
    let in_force = |rule: &&CompiledMatter| rule.kind == form.kind && rule.active.silent_on(day).is_none();
    let rule = program.matters().iter().filter(|_| form.behind.is_asked()).find(in_force)?;
    let when = rule.rule.when.as_ref().map_or(Some(Vec::new()), |when| narrowed(when, catalog().get(form.subject)?))?;
    Some(Maker { form, rule, when })
}

/// The claim on the things of which `when` is so: by the matters for just those, and by the matters for every thing.
fn claim(program: &Program, when: Vec<Narrow>, makers: &[&Maker<'_>]) -> Option<Claim> {
    let own = makers.iter().find(|maker| maker.when == when);
    let first = own.or_else(|| makers.iter().find(|maker| maker.when.is_empty()))?;
    let subject = first.form.subject;
    let fits = |maker: &&&Maker<'_>| maker.when == when || maker.when.is_empty();
    let further = forms().iter().filter(|form| form.behind == Behind::Further && form.subject == subject).map(|form| form.kind);
    let kinds: Vec<Kind> = makers.iter().filter(fits).map(|maker| maker.form.kind).chain(further).collect();
    let since = program.matters().iter().filter(|rule| kinds.contains(&rule.kind)).map(|rule| rule.active.from).min()?;
    let names = |field: &&FieldDef| field.kind == FieldKind::Ref(subject);
    Some(Claim {
        register: subject,
        column: Permission::def().fields.iter().find(names)?.name,
        behind: first.form.behind,
        kinds,
        kind: first.form.kind,
        rule: first.rule.rule.name.clone(),
        clause: first.rule.rule.clause,
        unit: way(catalog().get(subject)?, &first.rule.rule.applicant),
        asked_since: since,
        when,
    })
}

/// The way to whoever applies, field by field; of a matter that any unit of a function may start, to whoever answers for the thing.
fn way(def: &'static RegisterDef, applicant: &str) -> Vec<&'static str> {
    let mut fields = Vec::new();
    let mut at = Some(def);
    for name in applicant.split('.') {
        let Some(field) = at.and_then(|def| def.field(name)) else {
            let primary = crate::reach::owners(def).primary.first();
            return primary.map_or_else(Vec::new, |path| path.0.iter().map(|step| step.field).collect());
        };
        fields.push(field.name);
        at = match field.kind {
            FieldKind::Ref(target) => catalog().get(target),
            _ => None,
        };
    }
    fields
}

/// What a page's `when` says, in columns; nothing where columns cannot answer it. That something has to be given narrows nothing: whoever left it
/// out is not excused.
#[must_use]
pub fn narrowed(when: &Expr, def: &RegisterDef) -> Option<Vec<Narrow>> {
    let one = |path: &Path, words: &[String]| {
        let [name] = &path.0[..] else { return None };
        let field = def.field(name)?;
        let among = words.iter().map(|word| Value::parse(field.kind, word).ok()).collect::<Option<_>>()?;
        Some(vec![Narrow { field: field.name, among }])
    };
    let word = |term: &Term| match term {
        Term::Path(Path(names)) => names.first().filter(|_| names.len() == 1).cloned(),
        Term::Flag(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Term::Text(text) => Some(text.clone()),
        Term::Int(_) | Term::Day(_) | Term::Shifted(..) => None,
    };
    match when {
        Expr::And(all) => Some(all.iter().map(|each| narrowed(each, def)).collect::<Option<Vec<_>>>()?.concat()),
        Expr::Flag(path) => one(path, &["yes".to_owned()]),
        Expr::Not(inner) => match &**inner {
            Expr::Flag(path) => one(path, &["no".to_owned()]),
            _ => None,
        },
        Expr::Compare(Term::Path(path), Comparison::Equal, is) => one(path, &[word(is)?]),
        Expr::In(Term::Path(path), words) => one(path, &words.iter().map(word).collect::<Option<Vec<_>>>()?),
        Expr::Given(_) => Some(Vec::new()),
        _ => None,
    }
}

/// The things of which a condition of one field is not so.
fn otherwise(when: &[Narrow], register: &str) -> Option<Narrow> {
    let [Narrow { field, among }] = when else { return None };
    let all: Vec<Value> = match catalog().get(register)?.field(field)?.kind {
        FieldKind::Flag => vec![Value::Flag(false), Value::Flag(true)],
        FieldKind::Choice(choices) => (0..u8::try_from(choices.len()).ok()?).map(Value::Choice).collect(),
        _ => return None,
    };
    Some(Narrow { field, among: all.into_iter().filter(|value| !among.contains(value)).collect() })
}
