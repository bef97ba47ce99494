//! Which fields a duty's block holds itself, at which line, and which other duties take them from it with `like`.

use std::collections::HashMap;

use shouwang_app::lawbook::Pages;
use shouwang_law::model::{Duty, Law, Place, RuleName};

use crate::field::{self, set};
use crate::{Change, Mutant};

/// What a block says itself.
struct Block<'a> {
    duty: &'a Duty,
    /// Field names with their lines, in order.
    fields: Vec<(String, u32)>,
    like: Option<RuleName>,
}

/// Every change of every duty, in the order of the pages.
pub(crate) fn mutants(law: &Law, pages: &Pages) -> Result<Vec<Mutant>, String> {
    let blocks: Vec<Block<'_>> = law.duties().map(|duty| block(duty, pages)).collect::<Result<_, _>>()?;
    let by_name: HashMap<&RuleName, &Block<'_>> = blocks.iter().map(|block| (&block.duty.name, block)).collect();
    let mut mutants = Vec::new();
    for block in &blocks {
        for (name, line) in &block.fields {
            let heirs: Vec<&Duty> =
                blocks.iter().filter(|heir| source(heir, name, &by_name) == Some(&block.duty.name)).map(|heir| heir.duty).collect();
            for variant in field::variants(block.duty, name) {
                let changed = |duty: &&Duty| {
                    let mut duty = (*duty).clone();
                    set(&mut duty, variant.value.clone());
                    duty
                };
                mutants.push(Mutant {
                    kind: variant.kind,
                    place: Place { line: *line, ..block.duty.place.clone() },
                    text: format!("{} · {name}: {}", block.duty.name.id, variant.text),
                    change: Change::Duties(heirs.iter().map(changed).collect()),
                });
            }
        }
    }
    Ok(mutants)
}

/// The duty whose block a field of this one is taken from.
fn source<'a>(block: &Block<'a>, name: &str, by_name: &HashMap<&RuleName, &Block<'a>>) -> Option<&'a RuleName> {
    let said = |block: &Block<'_>, name: &str| block.fields.iter().any(|(field, _)| field == name);
    // Cases, and what a rule replaces, are its own.
    if said(block, name) || name == "replaces" {
        return said(block, name).then_some(&block.duty.name);
    }
    let base = by_name.get(block.like.as_ref()?)?;
    let common = ["rows", "when", "measured_by", "reading"].contains(&name);
    let same_kind = !said(block, "kind") || block.duty.kind.word() == base.duty.kind.word();
    (common || same_kind).then(|| source(base, name, by_name)).flatten()
}

fn block<'a>(duty: &'a Duty, pages: &Pages) -> Result<Block<'a>, String> {
    let page = pages.0.get(&*duty.place.file).ok_or_else(|| format!("{} is not there", duty.place.file))?;
    let mut block = Block { duty, fields: Vec::new(), like: None };
    // The place is the opening fence; fields begin at the left edge, what they hold is indented.
    for (line, number) in page.lines().zip(1_u32..).skip(duty.place.line as usize).take_while(|(line, _)| !line.starts_with("```")) {
        let Some((name, value)) = line.split_once('=').filter(|(name, _)| !name.starts_with([' ', '#', '{', ']', '"'])) else { continue };
        let name = name.trim();
        if name == "like" {
            let id = value.trim().trim_matches('"').into();
            block.like = Some(RuleName { instrument: duty.name.instrument.clone(), id });
        }
        block.fields.push((name.to_owned(), number));
    }
    if block.fields.is_empty() {
        return Err(format!("{}: the block of {} was not found", duty.place, duty.name));
    }
    Ok(block)
}
