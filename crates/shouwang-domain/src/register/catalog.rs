//! Every register there is, found by itself.
//!
//! A derive enters its register here when the program starts, from whatever crate it stands in; there is no list to keep.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::common::{BASIS_LABEL, CODE_LABEL, COMMON_NAMES, NOTE_LABEL, VOUCHED_BY_LABEL};
use super::def::{Audience, Choice, FieldKind, RegisterDef, Shape};
use super::field::{Record, ValueError};
use super::value::{SET_SEPARATORS, Value};

/// What `#[derive(Register)]` hands in.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// The declaration.
    pub def: fn() -> RegisterDef,
    /// Reads values as the register's struct and writes them back: the same values, or an error when they do not fit the struct.
    pub through_struct: ThroughStruct,
}

/// From values to values by way of a struct.
pub type ThroughStruct = fn(&[Option<Value>]) -> Result<Vec<Option<Value>>, ValueError>;

impl Declared {
    /// The entry of a struct.
    #[must_use]
    pub const fn of<T: Record>() -> Declared {
        Declared { def: T::def, through_struct: |values| T::from_values(values).map(|record| record.to_values()) }
    }
}

inventory::collect!(Declared);

/// All registers of a program, in the order of the workbook.
#[derive(Clone, Debug)]
pub struct Catalog {
    registers: Vec<RegisterDef>,
    positions: BTreeMap<&'static str, usize>,
}

/// Everything that derives have handed in, in no order.
pub fn declared() -> impl Iterator<Item = &'static Declared> {
    inventory::iter::<Declared>()
}

/// The registers of the extranet's bodies, sound by assertion in builds that check assertions.
#[must_use]
pub fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| full_catalog().of(Audience::Everyone));
    &CATALOG
}

/// The product's own registers: accounts, grants, settings.
#[must_use]
pub fn system_catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| full_catalog().of(Audience::System));
    &CATALOG
}

/// The registers of matters on their way: what is asked, whose turn it is, what was done.
#[must_use]
pub fn procedure_catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| full_catalog().of(Audience::Procedure));
    &CATALOG
}

/// Every register of this program: what has a table and is covered by the ledger.
#[must_use]
pub fn full_catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
        let catalog = Catalog::new(declared().map(|declared| (declared.def)()));
        debug_assert_eq!(catalog.flaws(), Vec::<String>::new(), "the registers contradict each other");
        catalog
    });
    &CATALOG
}

impl Catalog {
    /// A catalog of these registers, ordered by their number, then by name.
    #[must_use]
    pub fn new(registers: impl IntoIterator<Item = RegisterDef>) -> Catalog {
        let mut registers: Vec<_> = registers.into_iter().collect();
        registers.sort_by_key(|def| (def.order, def.name));
        let positions = registers.iter().enumerate().map(|(at, def)| (def.name, at)).collect();
        Catalog { registers, positions }
    }

    /// Those that are for these.
    #[must_use]
    pub fn of(&self, audience: Audience) -> Catalog {
        Catalog::new(self.registers.iter().filter(|def| def.audience == audience).cloned())
    }

    /// The registers, in order.
    #[must_use]
    pub fn registers(&self) -> &[RegisterDef] {
        &self.registers
    }

    /// The registers, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, RegisterDef> {
        self.registers.iter()
    }

    /// The register of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&RegisterDef> {
        self.position(name).map(|at| &self.registers[at])
    }

    /// The register's position in [`Catalog::registers`].
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(name).copied()
    }

    /// The register that a clerk means: by its Chinese name, its English name or its identifier.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&RegisterDef> {
        let meant = |def: &&RegisterDef| def.label.zh == name || def.label.en.eq_ignore_ascii_case(name);
        self.get(name).or_else(|| self.registers.iter().find(meant))
    }

    /// What in the declarations contradicts itself, in English for whoever declared it; empty when all is sound.
    #[must_use]
    pub fn flaws(&self) -> Vec<String> {
        let mut flaws = repeated(self.registers.iter().map(|def| def.name), "register");
        flaws.extend(repeated(self.registers.iter().map(|def| def.label.zh), "register label"));
        for def in &self.registers {
            flaws.extend(self.register_flaws(def).into_iter().map(|flaw| format!("{}: {flaw}", def.name)));
        }
        flaws
    }

    fn register_flaws(&self, def: &RegisterDef) -> Vec<String> {
        let mut flaws = repeated(COMMON_NAMES.into_iter().chain(def.fields.iter().map(|field| field.name)), "column");
        let until_label = (def.shape == Shape::State).then_some(def.until_label);
        let labels = [CODE_LABEL, BASIS_LABEL, VOUCHED_BY_LABEL, NOTE_LABEL, def.from_label].into_iter().chain(until_label);
        flaws.extend(repeated(labels.map(|label| label.zh).chain(def.fields.iter().map(|field| field.label.zh)), "heading"));
        for field in &def.fields {
            match field.kind {
                FieldKind::Ref(target) => match self.get(target) {
                    None => flaws.push(format!("`{}` refers to `{target}`, which is no register", field.name)),
                    // The bodies' facts stand without the product's own accounts, and without how they came to be.
                    Some(other) if def.audience == Audience::Everyone && other.audience != Audience::Everyone => {
                        flaws.push(format!("`{}` refers to `{target}`, which is no register of the bodies", field.name));
                    }
                    Some(_) => {}
                },
                FieldKind::Choice(choices) | FieldKind::Set(choices) => {
                    flaws.extend(choice_flaws(choices).into_iter().map(|flaw| format!("{}: {flaw}", field.name)));
                }
                FieldKind::Int { min, max } if min > max => flaws.push(format!("`{}` allows no number", field.name)),
                _ => {}
            }
            if !field.example.is_empty()
                && let Err(error) = Value::parse(field.kind, field.example)
            {
                flaws.push(format!("the example of `{}`: {error}", field.name));
            }
        }
        let earlier_days = def.fields.iter().map(|field| field.not_before).filter(|name| !name.is_empty());
        let named = def.natural.iter().chain(def.exactly_one).chain(def.at_least_one).copied().chain(earlier_days);
        let unknown = named.filter(|name| *name != "from" && def.field(name).is_none());
        flaws.extend(unknown.map(|name| format!("`{name}` is named, but is no field")));
        flaws
    }
}

impl<'a> IntoIterator for &'a Catalog {
    type Item = &'a RegisterDef;
    type IntoIter = std::slice::Iter<'a, RegisterDef>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn choice_flaws(choices: &[Choice]) -> Vec<String> {
    let mut flaws = repeated(choices.iter().map(|choice| choice.id), "choice");
    flaws.extend(repeated(choices.iter().map(|choice| choice.label.zh), "choice label"));
    flaws.extend(repeated(choices.iter().map(|choice| choice.label.en), "choice label"));
    let words = choices.iter().flat_map(|choice| [choice.id, choice.label.zh, choice.label.en]);
    let split = words.filter(|word| word.contains(SET_SEPARATORS)).map(|word| format!("`{word}` would be read as several choices"));
    flaws.extend(split);
    if choices.is_empty() || choices.len() > 64 {
        flaws.push(format!("{} choices; there are 1 to 64", choices.len()));
    }
    flaws
}

fn repeated<'a>(names: impl Iterator<Item = &'a str>, what: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    names.filter(|name| !seen.insert(*name)).map(|name| format!("the {what} `{name}` is there twice")).collect()
}
