//! Small worlds made at random from the catalog, and changes of them.
//!
//! A world is made for one duty, its [`Deck`]: of the registers and with the words that the rule names, so that rows matter to it. Every
//! register has a handful of codes, so that references meet. What is drawn is a list of [`Draw`]s, which shrinks by itself; the values of a
//! row follow from the draw's seed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseResult, TestRunner};
use shouwang_calendar::Day;
use shouwang_domain::facts::{Change, Facts, RegisterIndex};
use shouwang_domain::plan::{CompiledDuty, Program};
use shouwang_domain::register::{Basis, Choice, FieldKind, RegisterDef, Registers, Row, RowKey, Shape, Value, catalog};

use super::support::EACH_ALONE;

/// Codes of each register.
const CODES: u64 = 3;
/// The day around which everything happens.
pub(super) const AROUND: &str = "2026-08-01";

/// What worlds for one duty are made of.
#[derive(Clone, Debug)]
pub(super) struct Deck {
    registers: Vec<RegisterIndex>,
    /// The rule as the loader understood it, in which its words are looked up.
    words: String,
}

/// One row that is put in or withdrawn.
#[derive(Clone, Debug)]
pub(super) struct Draw {
    register: RegisterIndex,
    code: u64,
    month: i32,
    withdraw: bool,
    seed: u64,
}

/// Every run draws the same worlds unless it is told to draw others, so that a change is judged by itself and not by luck.
const SEED: u64 = 20_260_310;

/// Runs a property over worlds for every duty of the law, each alone: facts at first, and draws that change them.
pub(super) fn for_every_duty(
    worlds: u32,
    rows: Range<usize>,
    changes: Range<usize>,
    property: impl Fn(&Arc<Program>, &Deck, &[Draw], &[Draw]) -> TestCaseResult,
) {
    let chosen = ProptestConfig::default();
    let config = ProptestConfig {
        // More worlds, or others, are one setting away: PROPTEST_CASES in multiples of 256 multiplies them, PROPTEST_RNG_SEED draws others.
        cases: worlds * (chosen.cases / 256).max(1),
        rng_seed: if chosen.rng_seed == RngSeed::Random { RngSeed::Fixed(SEED) } else { chosen.rng_seed },
        failure_persistence: None,
        max_shrink_iters: 500,
        ..chosen
    };
    for program in EACH_ALONE.iter() {
        let duty = &program.duties()[0];
        let deck = Deck::of(duty);
        let strategy = (draws(&deck, rows.clone()), draws(&deck, changes.clone()));
        let outcome = TestRunner::new(config.clone()).run(&strategy, |(before, changes)| property(program, &deck, &before, &changes));
        let failure = outcome.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(failure.is_empty(), "{}: {failure}", duty.rule.name);
    }
}

fn draws(deck: &Deck, count: Range<usize>) -> impl Strategy<Value = Vec<Draw>> + use<> {
    let register = prop::sample::select(deck.registers.clone());
    let draw = (register, 0..CODES, -3..6_i32, prop::bool::weighted(0.25), any::<u64>());
    let draw = draw.prop_map(|(register, code, month, withdraw, seed)| Draw { register, code, month, withdraw, seed });
    vec(draw, count)
}

impl Deck {
    /// The registers that the rule names, those that these refer to by a name in the rule, and the settings of rules.
    fn of(duty: &CompiledDuty) -> Deck {
        let rule = &duty.rule;
        let words = format!("{:?} {:?} {:?} {:?} {:?}", rule.subject, rule.bearer, rule.when, rule.kind, rule.measured_by);
        let named = |name: &str| words.contains(&format!("\"{name}\""));
        let reached = |name: &str| {
            let fields = catalog().iter().filter(|def| named(def.name)).flat_map(|def| &def.fields);
            fields.into_iter().any(|field| named(field.name) && field.kind == FieldKind::Ref(name_of(name)))
        };
        let all = (0..).zip(catalog().registers());
        let meant = all.filter(|(_, def)| named(def.name) || reached(def.name) || def.name == "rule_setting");
        Deck { registers: meant.map(|(register, _)| register).collect(), words }
    }
}

fn name_of(name: &str) -> &'static str {
    catalog().get(name).map_or("", |def| def.name)
}

impl Draw {
    /// The row, whatever is to happen to it.
    pub(super) fn row(&self, deck: &Deck) -> (&'static RegisterDef, Row) {
        let def = &catalog().registers()[usize::from(self.register)];
        let mut dice = Dice { state: self.seed, deck };
        // Few different first days, so that a later draw often means the same row.
        let first = around().plus(self.month * 90 - 180);
        let from = if def.shape == Shape::State && self.month == -3 { Day::MIN } else { first };
        let until = if def.shape == Shape::State && dice.roll(3) == 0 { first.plus(dice.days(600)) } else { Day::MAX };
        let row = Row {
            key: RowKey { code: format!("{}-{}", def.name, self.code), from },
            until,
            basis: if dice.roll(2) == 0 { Basis::Measured } else { Basis::Declared },
            vouched_by: None,
            note: None,
            learned_at: None,
            values: def.fields.iter().map(|field| dice.value(def, field.name, field.kind)).collect(),
        };
        (def, row)
    }

    /// The row with one more of its fields known; `None` when all are, or when it is withdrawn. References are left aside: a row that does
    /// not say whose it is counts for nobody, and finds its way to somebody when it says so.
    pub(super) fn filled(&self, deck: &Deck) -> Option<(Row, Change)> {
        let (def, row) = self.row(deck);
        let open = |at: &usize| row.values[*at].is_none() && !matches!(def.fields[*at].kind, FieldKind::Ref(_));
        let at = (0..def.fields.len()).find(open).filter(|_| !self.withdraw)?;
        let mut dice = Dice { state: !self.seed, deck };
        let mut full = row.clone();
        full.values[at] = (0..20).find_map(|_| dice.value(def, def.fields[at].name, def.fields[at].kind));
        Some((row, Change::Put(self.register, full)))
    }

    /// As a change of facts.
    pub(super) fn change(&self, deck: &Deck) -> Change {
        let (_, row) = self.row(deck);
        if self.withdraw { Change::Withdraw(self.register, row.key) } else { Change::Put(self.register, row) }
    }
}

/// What these draws come to, without [`Facts`] having had a hand in it.
pub(super) fn registers<'a>(deck: &Deck, draws: impl IntoIterator<Item = &'a Draw>) -> Registers {
    let mut rows: BTreeMap<(&'static str, RowKey), Row> = BTreeMap::new();
    for draw in draws {
        let (def, row) = draw.row(deck);
        if draw.withdraw {
            rows.remove(&(def.name, row.key));
        } else {
            rows.insert((def.name, row.key.clone()), row);
        }
    }
    let mut registers = Registers::new();
    rows.into_iter().for_each(|((name, _), row)| registers.push(name, row));
    registers
}

/// The facts that these draws come to.
pub(super) fn facts<'a>(deck: &Deck, draws: impl IntoIterator<Item = &'a Draw>) -> Facts {
    Facts::build(&registers(deck, draws))
}

/// The day around which everything happens.
pub(super) fn around() -> Day {
    AROUND.parse().expect("it is a day")
}

/// A small, sufficient source of numbers (SplitMix64), so that a draw's seed alone decides its values.
struct Dice<'d> {
    state: u64,
    deck: &'d Deck,
}

impl Dice<'_> {
    /// A number below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn days(&mut self, most: u64) -> i32 {
        i32::try_from(self.roll(most)).unwrap_or_default()
    }

    fn value(&mut self, def: &RegisterDef, name: &str, kind: FieldKind) -> Option<Value> {
        if self.roll(5) == 0 {
            return None;
        }
        let words = match (def.name, name) {
            ("rule_setting", "rule") => &["past-periods", "ahead-days", "before-same-day", "hunan-2020-interim/i16-training"][..],
            ("rule_setting", "setting") => &["one", "none", "loose", "clear", "counts", "does-not-count", "off"],
            _ => &["甲", "乙"],
        };
        let pick = |dice: &mut Dice<'_>, count: usize| usize::try_from(dice.roll(count as u64)).unwrap_or_default();
        Some(match kind {
            FieldKind::Text { .. } => Value::Text(words[pick(self, words.len())].to_owned()),
            FieldKind::Int { min, .. } if min >= 2000 => Value::Int(2025 + i64::from(self.days(3))),
            FieldKind::Int { min, .. } => Value::Int(min + i64::from(self.days(5))),
            FieldKind::Day => Value::Day(around().plus(self.days(900) - 600)),
            FieldKind::Flag => Value::Flag(self.roll(3) > 0),
            FieldKind::Choice(choices) => Value::Choice(self.choice(choices)),
            FieldKind::Set(choices) => Value::Set(1 << self.choice(choices) | 1 << self.choice(choices)),
            // One code more than there are, so that some references lead nowhere.
            FieldKind::Ref(target) => Value::Ref(format!("{target}-{}", self.roll(CODES + 1).min(self.roll(CODES + 1)))),
        })
    }

    /// Mostly one of the choices that the rule names.
    fn choice(&mut self, choices: &[Choice]) -> u8 {
        let named = |at: &u8| self.deck.words.contains(&format!("\"{}\"", choices[usize::from(*at)].id));
        let all: Vec<u8> = (0..).take(choices.len()).collect();
        let words: Vec<u8> = all.iter().copied().filter(named).collect();
        let from = if words.is_empty() || self.roll(4) == 0 { all } else { words };
        from[usize::try_from(self.roll(from.len() as u64)).unwrap_or_default()]
    }
}
