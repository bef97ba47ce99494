//! A scope as a condition on rows, made from the ways by which rows belong to units.
//!
//! Two forms say the same. *Asked* row by row: does this row lie within? That is quick where most rows do. *Gathered* from the units
//! outwards: which rows lie within? That is quick where few do. This module must not run anything.

use shouwang_domain::reach::{Covered, Depth, OwnerPath, OwnerPaths, Reach, Scope, Step, covered, owners};
use shouwang_domain::register::{Audience, Choices as _, Record as _, RegisterDef};
use shouwang_domain::registers::person::Person;
use shouwang_domain::registers::provider_contract::ProviderContract;
use shouwang_domain::registers::unit::Industry;

use super::piece::{Dialect, Piece, text};
use super::place::latest;
use crate::schema::OPEN;
use crate::sql::quoted;

/// What a scope comes to for one register.
pub(super) enum Sight<'s> {
    /// Every row is visible.
    All,
    /// None is.
    Nothing,
    /// Those for which there is a ground.
    Some(Grounds<'s>),
}

/// The grounds on which rows of one register lie within a scope.
pub(super) struct Grounds<'s> {
    def: &'static RegisterDef,
    owners: &'static OwnerPaths,
    covered: Option<Covered>,
    dialect: Dialect,
    units: Vec<&'s str>,
    lands: Vec<&'s Reach>,
    contracts: Vec<&'s str>,
}

/// The first reference of some ways, with the rest of each.
type Branch = (Step, Vec<OwnerPath>);

impl<'s> Sight<'s> {
    /// What the scope comes to for a register. Registers of the system are only for who may see everything; those that belong to nobody
    /// are for everybody who may see anything.
    pub(super) fn of(def: &'static RegisterDef, scope: &'s Scope, dialect: Dialect) -> Sight<'s> {
        let owners = owners(def);
        match scope {
            Scope::Everything => Sight::All,
            Scope::Any(_) if def.audience == Audience::System || scope.is_nothing() => Sight::Nothing,
            Scope::Any(_) if owners.is_empty() => Sight::All,
            Scope::Any(reaches) => Sight::Some(Grounds::of(def, reaches, dialect)),
        }
    }
}

impl<'s> Grounds<'s> {
    /// The grounds that some reaches give.
    pub(super) fn of(def: &'static RegisterDef, reaches: &'s [Reach], dialect: Dialect) -> Grounds<'s> {
        let (owners, covered) = (owners(def), covered(def));
        let mut grounds = Grounds { def, owners, covered, dialect, units: Vec::new(), lands: Vec::new(), contracts: Vec::new() };
        for reach in reaches {
            match reach {
                Reach::Unit(code) => grounds.units.push(code),
                // One that lies in another asks nothing that the other does not.
                Reach::Territory { .. } | Reach::Industry { .. } if reaches.iter().any(|other| encloses(other, reach)) => {}
                Reach::Territory { .. } | Reach::Industry { .. } => grounds.lands.push(reach),
                Reach::Contract(code) => grounds.contracts.push(code),
            }
        }
        grounds
    }

    /// What has to stand before the statement: the units themselves and those that are part of them, as `own_units`.
    pub(super) fn with(&self) -> Piece {
        if self.units.is_empty() {
            return Piece::default();
        }
        let rows = vec!["(?)"; self.units.len()].join(", ");
        Piece {
            text: format!(
                "own_units (code) AS (SELECT {} FROM (VALUES {rows}) AS v UNION SELECT u.code FROM own_units o \
                 JOIN unit u ON {} = o.code WHERE {})",
                self.dialect.bytewise("CAST(v.column1 AS TEXT)"),
                self.dialect.bytewise("u.parent"),
                latest("unit", "u"),
            ),
            cells: self.units.iter().map(|code| text(*code)).collect(),
        }
    }

    /// Whether any unit is reached; else there are contracts only.
    pub(super) fn reaches_units(&self) -> bool {
        !self.units.is_empty() || !self.lands.is_empty()
    }

    /// How many units are reached, counted to a limit.
    pub(super) fn breadth(&self, limit: u16) -> Piece {
        let own = (!self.units.is_empty()).then(|| Piece::sql("SELECT code FROM own_units"));
        let units = own.into_iter().chain(self.lands.iter().map(|land| self.units_of(land)));
        let units = Piece::sql("SELECT COUNT(*) FROM (SELECT code FROM (").add(Piece::joined(units, " UNION ALL "));
        preceded(self.with(), units.push(&format!(") AS units LIMIT {limit}) AS some_units")))
    }

    /// How many of the units themselves lie outside of the territories and industries, counted to one.
    pub(super) fn units_beyond_lands(&self) -> Piece {
        let beyond = Piece::sql("SELECT COUNT(*) FROM (SELECT 1 AS one FROM own_units o WHERE (").add(self.within_lands("o.code"));
        // A unit of which it is not known where it lies is neither inside nor outside by `NOT`.
        preceded(self.with(), beyond.push(") IS NOT TRUE LIMIT 1) AS beyond"))
    }

    /// Whether there are both grounds that many rows may have and grounds that few have.
    pub(super) fn is_mixed(&self) -> bool {
        !self.lands.is_empty() && (!self.units.is_empty() || !self.contracts.is_empty())
    }

    /// Asked of a row: whether there is a ground for reading it.
    pub(super) fn is_readable(&self, alias: &str) -> Piece {
        let mut grounds = vec![self.is_in_lands(alias)];
        if !self.units.is_empty() {
            grounds.push(self.belongs(&self.owners.named, alias, 0, &within_units));
        }
        grounds.extend(self.is_covered(alias));
        Piece::any_of(grounds)
    }

    /// Asked of a row: whether a unit in one of the territories or industries answers for it.
    pub(super) fn is_in_lands(&self, alias: &str) -> Piece {
        if self.lands.is_empty() {
            return Piece::sql("1 = 0");
        }
        self.belongs(&self.owners.primary, alias, 0, &|unit| self.within_lands(unit))
    }

    /// Asked of a row: whether there is a ground for writing it on a day. Whoever answers for it must be reached, as far as it is said.
    pub(super) fn is_writable(&self, alias: &str, day: &str) -> Piece {
        let reached = |unit: &str| Piece::any_of(vec![self.within_lands(unit), self.within_own(unit)]);
        let mut each = Vec::new();
        let mut given = Vec::new();
        for (step, rest) in branches(&self.owners.primary) {
            let column = self.column(alias, step.field);
            let belongs = self.behind(step, &rest, alias, 0, &reached, Some(day));
            given.push(Piece::sql(format!("{column} IS NOT NULL")));
            each.push(Piece::any_of(vec![Piece::sql(format!("{column} IS NULL")), belongs]));
        }
        let answers = if is_unit(&self.owners.primary) {
            reached(&format!("{alias}.code"))
        } else {
            Piece::all_of(vec![Piece::any_of(given), Piece::all_of(each)])
        };
        Piece::any_of([answers].into_iter().chain(self.is_covered(alias)).collect())
    }

    /// Gathered: the keys of the rows that may be read. `standing` is the condition on the versions looked at, for rows called `r`.
    pub(super) fn keys(&self, standing: &Piece) -> Piece {
        let mut keys = self.own_keys(standing);
        if !self.lands.is_empty() {
            let lands = || Piece::joined(self.lands.iter().map(|land| self.units_of(land)), " UNION ");
            keys.extend(self.gathered(&self.owners.primary, standing, &lands));
        }
        self.united(keys, standing)
    }

    /// Gathered: the keys of the rows that may be read because of units and contracts alone.
    pub(super) fn keys_beside_lands(&self, standing: &Piece) -> Piece {
        self.united(self.own_keys(standing), standing)
    }

    fn own_keys(&self, standing: &Piece) -> Vec<Piece> {
        let own = || Piece::sql("SELECT code FROM own_units");
        let mut keys = if self.units.is_empty() { Vec::new() } else { self.gathered(&self.owners.named, standing, &own) };
        keys.extend(self.is_covered("r").map(|covered| self.select_keys(standing).push(" AND ").add(covered)));
        keys
    }

    fn gathered(&self, paths: &[OwnerPath], standing: &Piece, units: &dyn Fn() -> Piece) -> Vec<Piece> {
        let sources = self.sources(paths, "r", 0, units).into_iter();
        sources.map(|(column, codes)| self.select_keys(standing).push(&format!(" AND {column} IN (")).add(codes).push(")")).collect()
    }

    fn select_keys(&self, standing: &Piece) -> Piece {
        Piece::sql(format!("SELECT r.code, r.held_from FROM {} r WHERE ", quoted(self.def.name))).add(standing.clone())
    }

    fn united(&self, keys: Vec<Piece>, standing: &Piece) -> Piece {
        if keys.is_empty() { self.select_keys(standing).push(" AND 1 = 0") } else { Piece::joined(keys, " UNION ") }
    }

    /// For each reference that ways begin with: the column, and the codes in it that lead to the units.
    fn sources(&self, paths: &[OwnerPath], alias: &str, depth: usize, units: &dyn Fn() -> Piece) -> Vec<(String, Piece)> {
        if is_unit(paths) {
            return vec![(format!("{alias}.code"), units())];
        }
        let source = |(step, rest): Branch| {
            let column = self.column(alias, step.field);
            if is_unit(&rest) {
                return (column, units());
            }
            let next = format!("r{}", depth + 1);
            let table = quoted(step.target);
            let codes = self.sources(&rest, &next, depth + 1, units).into_iter().map(|(further, codes)| {
                let select = format!("SELECT {next}.code FROM {table} {next} WHERE {next}.superseded_at = {OPEN} AND {further} IN (");
                Piece::sql(select).add(codes).push(")")
            });
            (column, Piece::joined(codes, " UNION "))
        };
        branches(paths).into_iter().map(source).collect()
    }

    /// Whether one of the ways from a row leads to a unit that passes.
    fn belongs(&self, paths: &[OwnerPath], alias: &str, depth: usize, passes: &dyn Fn(&str) -> Piece) -> Piece {
        if is_unit(paths) {
            return passes(&format!("{alias}.code"));
        }
        Piece::any_of(branches(paths).into_iter().map(|(step, rest)| self.behind(step, &rest, alias, depth, passes, None)).collect())
    }

    /// Whether one of the ways behind a reference leads to a unit that passes. With a day, only the row counts that holds then.
    fn behind(
        &self,
        step: Step,
        rest: &[OwnerPath],
        alias: &str,
        depth: usize,
        passes: &dyn Fn(&str) -> Piece,
        day: Option<&str>,
    ) -> Piece {
        let column = self.column(alias, step.field);
        if is_unit(rest) {
            return passes(&column);
        }
        let next = format!("r{}", depth + 1);
        let further = match day {
            None => self.belongs(rest, &next, depth + 1, passes),
            Some(_) => Piece::any_of(
                branches(rest).into_iter().map(|(step, rest)| self.behind(step, &rest, &next, depth + 1, passes, day)).collect(),
            ),
        };
        let (table, standing) = (quoted(step.target), format!("{next}.superseded_at = {OPEN}"));
        let of_the_day = day.map_or_else(Piece::default, |day| {
            // The last that had begun by then; of those still to come, the first.
            let sql = format!(
                " AND {next}.held_from = (SELECT o.held_from FROM {table} o WHERE o.code = {next}.code AND o.superseded_at = {OPEN} \
                 ORDER BY CASE WHEN o.held_from <= ? THEN 0 ELSE 1 END, CASE WHEN o.held_from <= ? THEN o.held_from END DESC, o.held_from \
                 LIMIT 1)"
            );
            Piece { text: sql, cells: vec![text(day), text(day)] }
        });
        // A count, not EXISTS: a server would gather all of the other table for it, where only a few rows are asked about.
        Piece::sql(format!("(SELECT COUNT(*) FROM {table} {next} WHERE {next}.code = {column} AND {standing}"))
            .add(of_the_day)
            .push(" AND ")
            .add(further)
            .push(") > 0")
    }

    fn within_own(&self, unit: &str) -> Piece {
        if self.units.is_empty() { Piece::sql("1 = 0") } else { within_units(unit) }
    }

    /// Whether a unit lies in one of the territories, or belongs to one of the industries there.
    fn within_lands(&self, unit: &str) -> Piece {
        let within = |land: &&Reach| match land {
            Reach::Territory { division, depth } => {
                let near = if *depth == Depth::Same { " = 1" } else { " >= 0" };
                let sql = format!("(SELECT p.near FROM unit_place p WHERE p.unit = {unit} AND p.division = ?){near}");
                Piece::with(sql, text(division.as_str()))
            }
            Reach::Industry { industry, division } => Piece {
                text: format!(
                    "(SELECT COUNT(*) FROM unit i JOIN unit_place p ON p.unit = i.code WHERE i.code = {unit} AND {} AND {} = ? \
                     AND p.division = ?) > 0",
                    latest("unit", "i"),
                    self.dialect.bytewise("i.industry"),
                ),
                cells: vec![text(identifier(*industry)), text(division.as_str())],
            },
            Reach::Unit(_) | Reach::Contract(_) => Piece::sql("1 = 0"),
        };
        Piece::any_of(self.lands.iter().map(within).collect())
    }

    /// The units of a territory or of an industry.
    fn units_of(&self, land: &Reach) -> Piece {
        match land {
            Reach::Territory { division, depth } => {
                let near = if *depth == Depth::Same { " AND p.near = 1" } else { "" };
                let sql = format!("SELECT p.unit AS code FROM unit_place p WHERE p.division = ?{near}");
                Piece::with(sql, text(division.as_str()))
            }
            Reach::Industry { industry, division } => Piece {
                text: format!(
                    "SELECT i.code FROM unit i JOIN unit_place p ON p.unit = i.code WHERE {} AND {} = ? AND p.division = ?",
                    latest("unit", "i"),
                    self.dialect.bytewise("i.industry"),
                ),
                cells: vec![text(identifier(*industry)), text(division.as_str())],
            },
            Reach::Unit(_) | Reach::Contract(_) => Piece::sql("SELECT code FROM unit WHERE 1 = 0"),
        }
    }

    /// Whether one of the contracts covers a row; `None` when contracts have nothing to do with its register.
    fn is_covered(&self, alias: &str) -> Option<Piece> {
        let codes = || self.contracts.iter().map(|code| text(*code)).collect::<Vec<_>>();
        if self.contracts.is_empty() {
            return None;
        }
        let among = crate::sql::placeholders(self.contracts.len());
        Some(match self.covered? {
            Covered::Itself => Piece { text: format!("{alias}.code IN {among}"), cells: codes() },
            Covered::Under(field) => Piece { text: format!("{} IN {among}", self.column(alias, field)), cells: codes() },
            Covered::Between { unit, provider, person } => {
                let (contract, people) = (quoted(ProviderContract::NAME), quoted(Person::NAME));
                let served = format!("{} = {}", self.dialect.bytewise("k.unit"), self.column(alias, unit));
                let side = self.dialect.bytewise("k.provider");
                let of_provider = person.map_or_else(String::new, |person| {
                    let (person, works_for) = (self.column(alias, person), self.dialect.bytewise("w.unit"));
                    format!(
                        " OR (SELECT COUNT(*) FROM {people} w WHERE w.code = {person} AND w.superseded_at = {OPEN} \
                         AND {works_for} = {side}) > 0"
                    )
                });
                let provided = format!("({} = {side}{of_provider})", self.column(alias, provider));
                let sql = format!(
                    "(SELECT COUNT(*) FROM {contract} k WHERE k.code IN {among} AND k.superseded_at = {OPEN} AND {served} AND {provided}) > 0"
                );
                Piece { text: sql, cells: codes() }
            }
        })
    }

    fn column(&self, alias: &str, field: &str) -> String {
        self.dialect.bytewise(&format!("{alias}.{}", quoted(field)))
    }
}

/// A statement behind what has to stand before it.
pub(super) fn preceded(with: Piece, statement: Piece) -> Piece {
    if with.text.is_empty() { statement } else { Piece::sql("WITH RECURSIVE ").add(with).push(" ").add(statement) }
}

fn within_units(unit: &str) -> Piece {
    Piece::sql(format!("{unit} IN (SELECT code FROM own_units)"))
}

/// Whether the row at this point of the ways is the unit.
fn is_unit(paths: &[OwnerPath]) -> bool {
    paths.iter().any(|path| path.0.is_empty())
}

/// Ways by their first reference, in order.
fn branches(paths: &[OwnerPath]) -> Vec<Branch> {
    let mut branches: Vec<Branch> = Vec::new();
    for path in paths {
        let Some((first, rest)) = path.0.split_first() else { continue };
        let rest = OwnerPath(rest.to_vec());
        match branches.iter_mut().find(|(step, _)| step == first) {
            Some((_, further)) => further.push(rest),
            None => branches.push((*first, vec![rest])),
        }
    }
    branches
}

pub(super) fn identifier(industry: Industry) -> &'static str {
    Industry::CHOICES.get(usize::from(industry.position())).map_or("", |choice| choice.id)
}

/// Whether all units of one land are units of another, which is said of the same division.
fn encloses(land: &Reach, part: &Reach) -> bool {
    let Reach::Territory { division, depth: Depth::Below } = land else { return false };
    match part {
        Reach::Territory { division: same, depth: Depth::Same } | Reach::Industry { division: same, .. } => same == division,
        _ => false,
    }
}
