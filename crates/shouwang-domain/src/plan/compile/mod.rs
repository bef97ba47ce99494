//! Turns rules into programs: names become columns, words become bits, and every mistake gets its place.

mod expr;
mod kinds;
mod matter;
mod names;

use std::collections::HashMap;

use shouwang_calendar::Day;
use shouwang_law::model::{Instrument, Law, Place, Rule, RuleName};

use crate::facts::{RegisterIndex, register_index};

use super::depend::{Dependents, Step};
use super::program::{Active, CompiledDuty, DutyIndex, Program};

/// A rule that cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// Where the rule stands.
    pub place: Place,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// What is wrong, before its place is known.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    zh: String,
    en: String,
}

type Compiled<T> = Result<T, Fault>;

/// Compiles rules about one subject, and notes every chain of references that they follow.
struct Compiler {
    subject: RegisterIndex,
    chains: Vec<(RegisterIndex, Vec<Step>)>,
}

/// The row at hand while compiling: its register, and the chain from the subject to it.
#[derive(Clone, Debug)]
struct Frame {
    register: RegisterIndex,
    chain: Vec<Step>,
}

/// Compiles every duty and every matter of the law.
pub(super) fn program(law: &Law) -> Result<Program, Vec<RuleError>> {
    let mut errors = Vec::new();
    let mut duties: Vec<CompiledDuty> = Vec::new();
    let mut dependents = Dependents::default();
    for instrument in &law.instruments {
        for rule in instrument.rules() {
            let Rule::Duty(duty) = rule else { continue };
            match kinds::duty(duty, active(law, instrument, &duty.name)) {
                Ok((compiled, chains)) => {
                    let index = DutyIndex::try_from(duties.len()).unwrap_or(DutyIndex::MAX);
                    chains.iter().for_each(|(register, chain)| dependents.add(*register, index, chain));
                    duties.push(compiled);
                }
                Err(fault) => errors.push(at(&duty.place, fault)),
            }
        }
    }
    let by_name: HashMap<RuleName, DutyIndex> = (0..).zip(&duties).map(|(index, duty)| (duty.rule.name.clone(), index)).collect();
    let matters = matters(law, &by_name, &duties, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let reading = |reading: &shouwang_law::model::Reading| {
        (reading.id.clone(), reading.choices.iter().map(|choice| choice.id.clone()).collect(), reading.choice.clone())
    };
    Ok(Program { duties, by_name, matters, readings: law.readings.iter().map(reading).collect(), dependents })
}

/// Matters may ask for duties of any instrument, and so come after all of them.
fn matters(
    law: &Law,
    by_name: &HashMap<RuleName, DutyIndex>,
    duties: &[CompiledDuty],
    errors: &mut Vec<RuleError>,
) -> Vec<super::matter::CompiledMatter> {
    let mut compiled = Vec::new();
    for instrument in &law.instruments {
        for rule in instrument.rules() {
            let Rule::Matter(rule) = rule else { continue };
            let duty = |name: &RuleName| {
                let index = by_name.get(name).copied();
                index.and_then(|index| Some((index, duties.get(usize::from(index))?.subject)))
            };
            match matter::matter(rule, active(law, instrument, &rule.name), &duty) {
                Ok(matter) => compiled.push(matter),
                Err(fault) => errors.push(at(&rule.place, fault)),
            }
        }
    }
    compiled
}

/// The days on which a rule can ask for something.
fn active(law: &Law, instrument: &Instrument, name: &RuleName) -> Active {
    let revives = law.readings.iter().any(|reading| reading.id == "interim-after-expiry" && reading.choice == "revives");
    let end = |newer: &Instrument| newer.until.filter(|_| revives).unwrap_or(Day::MAX);
    let replaced = law.instruments.iter().find_map(|newer| {
        let successor = newer.rules().find(|rule| rule.replaces().contains(name))?;
        Some((newer.from, end(newer), successor.name()?.clone()))
    });
    let dropping = law.instruments.iter().find(|newer| newer.drops.iter().any(|drop| drop.rule == *name));
    let dropped = dropping.map(|newer| (newer.from, newer.until.unwrap_or(Day::MAX)));
    let yields_to = law.instruments.iter().find(|newer| instrument.yields_to.contains(&newer.id));
    let supplementary = yields_to.filter(|_| replaced.is_none()).map(|newer| (newer.from, newer.until.unwrap_or(Day::MAX)));
    Active { from: instrument.from, until: instrument.until.unwrap_or(Day::MAX), replaced, dropped, supplementary }
}

fn at(place: &Place, fault: Fault) -> RuleError {
    RuleError { place: place.clone(), zh: fault.zh, en: fault.en }
}

impl Fault {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Fault {
        Fault { zh: zh.into(), en: en.into() }
    }
}

impl Compiler {
    fn new(subject: &str) -> Compiled<(Compiler, Frame)> {
        let register = register_index(subject)
            .ok_or_else(|| Fault::new(format!("没有名为“{subject}”的台账"), format!("there is no register `{subject}`")))?;
        let frame = Frame { register, chain: Vec::new() };
        Ok((Compiler { subject: register, chains: vec![(register, Vec::new())] }, frame))
    }

    fn subject_frame(&self) -> Frame {
        Frame { register: self.subject, chain: Vec::new() }
    }

    fn note(&mut self, frame: &Frame) {
        self.chains.push((frame.register, frame.chain.clone()));
    }
}
