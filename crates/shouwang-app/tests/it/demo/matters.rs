//! The matters of the sample: of every family, with every end, by the engine, the same every time.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_app::demo::{SampleMatters, Size, concerns_matters, generate_each, matters, with_matters};
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_calendar::{Day, Span, Unit as SpanUnit};
use shouwang_domain::matter::{Status, Terms, form_of, forms, read_matter};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::register::{Choices as _, Fact, Registers, Row, full_catalog, validate};
use shouwang_domain::registers::permission::Permission;

const TERMS: Terms =
    Terms { step: Span::new(5, SpanUnit::Workday), remind: Span::new(1, SpanUnit::Workday), ending: Span::new(30, SpanUnit::Day) };

fn today() -> Day {
    "2026-11-20".parse().unwrap()
}

fn sample(size: Size) -> (Registers, SampleMatters) {
    let mut registers = Registers::new();
    generate_each(size, 1, today(), &mut |register, row| {
        if concerns_matters(register, &row) {
            registers.push(register, row);
        }
    });
    let book = LawBook::load(&Pages::embedded()).unwrap();
    let told = matters(&book, &registers, (size, today()), TERMS);
    (registers, told)
}

fn facts_of<T: shouwang_domain::register::Record>(rows: &[(&'static str, Row)]) -> Vec<Fact<T>> {
    rows.iter()
        .filter(|(register, _)| *register == <T as shouwang_domain::register::Record>::NAME)
        .map(|(_, row)| Fact::from_row(row).unwrap())
        .collect()
}

#[test]
fn every_family_and_every_end_is_in_the_sample() {
    let (_, told) = sample(Size::County);
    let records = facts_of::<MatterRecord>(&told.rows);
    let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut families = BTreeSet::new();
    for record in &records {
        let matter = read_matter(record).unwrap();
        families.insert(form_of(&matter.rule.id).unwrap().def.order / 10);
        *statuses.entry(Status::CHOICES[usize::from(record.data.status.position())].id).or_default() += 1;
    }
    assert_eq!(families, forms().iter().map(|form| form.def.order / 10).collect(), "{statuses:?}");
    let wanted =
        ["draft", "submitted", "asked", "returned", "withdrawn", "refused", "approved", "filed", "noticed", "carried_out", "closed"];
    let missing: Vec<_> = wanted.iter().filter(|status| !statuses.contains_key(**status)).collect();
    assert!(missing.is_empty() && records.len() >= 50, "{missing:?} of {statuses:?}");
    let overdue = records.iter().filter(|record| record.data.due_on.is_some_and(|due| due < today())).count();
    assert!(overdue >= 2, "somebody is late");
    let applicants: BTreeSet<_> = records.iter().map(|record| &record.data.applicant.code).collect();
    assert!(applicants.len() >= 15, "{applicants:?}");
    let own = records.iter().filter(|record| record.data.applicant.code == "样433130U007").count();
    assert!(own >= 2, "whoever looks around as the handler has something of his own");
}

#[test]
fn the_rows_of_the_samples_matters_fit_their_registers_and_are_the_same_every_time() {
    let ((registers, told), (_, again)) = (sample(Size::County), sample(Size::County));
    assert_eq!((&told.rows, &told.moments), (&again.rows, &again.moments));
    for (register, row) in &told.rows {
        assert_eq!(validate(row, full_catalog().get(register).unwrap()), [], "{register} {row:?}");
    }
    let numbers: BTreeSet<_> = facts_of::<MatterRecord>(&told.rows).into_iter().map(|record| record.code).collect();
    for permission in facts_of::<Permission>(&told.rows) {
        let number = permission.code.split('/').next().unwrap();
        assert!(numbers.contains(number), "{number} has no matter");
    }
    assert!(told.moments.iter().all(|(number, day)| numbers.contains(number) && *day > today()), "what has come due was done");
    let before: Vec<_> = registers.iter().flat_map(|(register, rows)| rows.iter().map(move |row| (register, row.clone()))).collect();
    let (count, told_count) = (before.len(), told.rows.len());
    let whole = with_matters(before, told.rows);
    let keys: BTreeSet<_> = whole.iter().map(|(register, row)| (*register, &row.key)).collect();
    assert_eq!(keys.len(), whole.len(), "no row twice");
    assert!(whole.len() < count + told_count, "some rows took the place of others");
}

#[test]
fn the_operating_agency_of_the_province_has_much_before_it() {
    let (_, told) = sample(Size::Province);
    let steps = facts_of::<MatterStep>(&told.rows);
    let waits = |step: &&Fact<MatterStep>| step.data.unit.code == "样43U002" && step.data.closed_on.is_none();
    let open: Vec<_> = steps.iter().filter(waits).collect();
    assert!(open.len() >= 800, "{} steps", open.len());
    let late = open.iter().filter(|step| step.data.due_on.is_some_and(|due| due < today())).count();
    assert!((1..open.len()).contains(&late), "{late} of {} are late", open.len());
}
