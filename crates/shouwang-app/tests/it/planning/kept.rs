//! Act by act and day by day, the rows are those of a full planning.

use jiff::SignedDuration;
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;
use shouwang_domain::register::{Basis, Row, RowKey, Value, catalog};

use super::{World, sample};

/// Numbers that look as if drawn, the same in every run.
struct Draws(u64);

impl Draws {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// What a clerk may do to a row: end it, begin it at another time, forget a value, or take it back.
fn changed(draws: &mut Draws, register: &'static str, row: &Row) -> Result<Row, RowKey> {
    let mut row = row.clone();
    match draws.below(4) {
        0 => return Err(row.key),
        1 => row.until = if row.until == Day::MAX { "2026-11-25".parse().unwrap() } else { Day::MAX },
        2 => row.basis = if row.basis == Basis::Declared { Basis::Measured } else { Basis::Declared },
        _ => {
            let fields = &catalog().get(register).unwrap().fields;
            let at = draws.below(fields.len());
            match &mut row.values[at] {
                Some(Value::Flag(flag)) => *flag = !*flag,
                Some(Value::Day(day)) => *day = day.plus(7),
                Some(Value::Ref(_)) if !fields[at].required => row.values[at] = None,
                _ => row.note = Some("改".to_owned()),
            }
        }
    }
    Ok(row)
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_kept_act_by_act_and_day_by_day_are_those_of_a_full_planning() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        assert!(planner.step().await.unwrap());
        let mut rows = sample(12);
        let later = rows.split_off(rows.len() * 2 / 3);
        world.write(rows.clone(), Vec::new()).await;
        assert!(planner.step().await.unwrap());
        world.assert_kept_as_planned("after the first import").await;

        let mut draws = Draws(20_261_120);
        let mut later = later.into_iter();
        for round in 0..24 {
            // Several acts between two looks, and sometimes none.
            for _ in 0..draws.below(4) {
                let mut puts: Vec<_> = later.by_ref().take(draws.below(30)).collect();
                rows.extend(puts.clone());
                let mut withdrawals = Vec::new();
                for _ in 0..4 {
                    let at = draws.below(rows.len());
                    let (register, row) = rows.swap_remove(at);
                    if puts.iter().any(|(other, put)| (*other, &put.key) == (register, &row.key)) {
                        rows.push((register, row));
                        continue;
                    }
                    match changed(&mut draws, register, &row) {
                        Ok(row) => {
                            puts.push((register, row.clone()));
                            rows.push((register, row));
                        }
                        Err(key) => withdrawals.push((register, key)),
                    }
                }
                world.write(puts, withdrawals).await;
            }
            if draws.below(3) == 0 {
                world.clock.forward(SignedDuration::from_hours(24 * i64::try_from(1 + draws.below(40)).unwrap()));
            }
            assert!(planner.step().await.unwrap());
            world.assert_kept_as_planned(&format!("round {round} on {}", world.today())).await;
        }
        let statuses: Vec<Status> = world.kept().await.into_iter().map(|row| row.status).collect();
        for status in Status::ALL.into_iter().filter(|status| *status != Status::NotApplicable) {
            assert!(statuses.contains(&status), "the sample has nothing {}", status.id());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_listens_is_told_which_registers_changed_and_whose_statuses() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        planner.step().await.unwrap();
        let mut listening = world.changes.listen(None).told;
        world.write(sample(6), Vec::new()).await;
        planner.step().await.unwrap();
        let told = listening.try_recv().unwrap().change;
        assert_eq!(told.act, 1);
        assert!(told.registers.contains("unit") && told.registers.contains("division"), "{:?}", told.registers);
        assert_eq!(told.units, world.kept().await.into_iter().filter_map(|row| row.unit).collect());
        assert!(!told.units.is_empty());
        planner.step().await.unwrap();
        assert!(listening.try_recv().is_err(), "nothing changed, and nothing is told");
    }
}
