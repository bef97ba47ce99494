//! Every matter of the law, over HTTP, from its start to each of its ends: where it then stands, which rows of the registers its end changed to what, and
//! that nothing changed where there is nothing to follow.
//!
//! Which ends there are says the law's route with the committed matrix (`ends`); what each end changes stands in `registers.txt`, kind by kind. A kind or
//! an end that is new to either and is not walked, or not said there, fails.

mod ends;
mod kind;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::service::{form_rules, today};
use shouwang_domain::register::Choices as _;
use shouwang_domain::registers::permission::Matter as Kinds;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::Silence;

use self::ends::{End, Move, matrix};
use self::kind::Kind;
use super::changes::{Change, changes};
use super::world::County;
use crate::support::Server;

/// What the granted matter of each kind changes in the registers beside its permission, and what follows when its last day has passed.
const REGISTERS: &str = include_str!("registers.txt");
/// After so many days everything that was granted in the examples for a time has ended.
const LONG_DAYS: i64 = 600;
/// How long the work in the background is waited for.
const PATIENCE: Duration = Duration::from_secs(300);

/// What `registers.txt` says, without its remarks.
fn expected() -> String {
    let lines: Vec<_> = REGISTERS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    lines.join("\n")
}

/// What `registers.txt` should say of a kind.
fn said(kind: &str, changes: &[&Change]) -> String {
    let lines: Vec<_> = changes.iter().map(|change| format!("  {}\n", change.says())).collect();
    format!("{kind}\n{}", lines.concat())
}

/// Time goes on until everything that has a last day is closed; what that changed.
async fn let_time_pass(county: &mut County<'_>, kinds: &mut [Kind]) -> Vec<Change> {
    let server = county.server;
    let before = server.store.newest_act().await.unwrap();
    county.days_pass(LONG_DAYS);
    let background = server.work_in_background();
    let begun = Instant::now();
    for kind in kinds.iter_mut() {
        let onlooker = county.token(Role::Reader, &kind.applicant).await;
        let is_bounded = kind.shape.bounded;
        for walked in kind.walked.iter_mut().filter(|walked| walked.script.last() == Some(&Move::Time)) {
            let closes = is_bounded && walked.is_granted();
            while closes && county.get(&walked.number, &onlooker).await.json()["status"] != "closed" {
                assert!(begun.elapsed() < PATIENCE, "{} {} is never closed", kind.id, walked.number);
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            // What waits for people has not been looked at by then, perhaps; where the server is at it just now, it looks.
            let _ = server.service.elapse_matter(&walked.number, &server.edge()).await;
            let status = county.get(&walked.number, &onlooker).await.json()["status"].as_str().unwrap().to_owned();
            assert!(closes || status == walked.status, "{} {walked:?} became {status} by itself", kind.id);
            walked.came_to(Move::Time, status);
        }
    }
    background.abort();
    changes(server, before).await
}

/// That every way to an end was walked, and by no kind a way that it does not have.
fn all_ends_are_walked(kinds: &[Kind]) {
    let mut all = BTreeSet::new();
    for kind in kinds {
        let walked: BTreeSet<End> = kind.walked.iter().flat_map(|walked| walked.ends.iter().cloned()).collect();
        assert_eq!(walked, kind.shape.ends(), "{}", kind.id);
        all.extend(walked.into_iter().map(|end| (end.from, end.by, end.to)));
    }
    let ends = matrix().iter().filter(|(_, _, to)| ["withdrawn", "refused", "carried_out", "closed"].contains(&to.as_str()));
    let missing: Vec<_> = ends.filter(|way| !all.contains(way)).collect();
    assert!(missing.is_empty(), "the matrix has ways to an end that no matter of the law goes: {missing:?}");
}

/// Walks every kind of the law in one county.
async fn walk(book: &LawBook, server: &Server) {
    let mut county = County::of(server).await;
    let (mut kinds, mut found) = (Vec::new(), String::new());
    for (place, (form, rule)) in form_rules(&book.program, today(server.edge().now)).into_iter().enumerate() {
        assert_eq!(rule.rule.silence, Silence::Nothing, "{}: its end by silence is not walked", form.def.name);
        let before = server.store.newest_act().await.unwrap();
        let kind = Kind::walked(&mut county, (place, form), &rule.rule).await;
        let changes = changes(server, before).await;
        found += &said(&kind.id, &kind.changed_lawfully(&changes));
        kinds.push(kind);
    }
    assert_eq!(kinds.len(), Kinds::CHOICES.len(), "a kind that no rule of the law has");
    let over = let_time_pass(&mut county, &mut kinds).await;
    let of_kind = |kind: &Kind, change: &Change| kind.walked.iter().any(|walked| walked.number == change.matter);
    assert!(over.iter().all(|change| kinds.iter().any(|kind| of_kind(kind, change))), "{over:?}");
    for kind in &kinds {
        let over: Vec<_> = over.iter().filter(|change| of_kind(kind, change)).collect();
        found += &if over.is_empty() { String::new() } else { said(&format!("{} over", kind.id), &over) };
    }
    assert!(found.trim_end() == expected(), "registers.txt says otherwise; found was:\n{found}");
    all_ends_are_walked(&kinds);
    let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
    let verified = server.get("/api/v1/ledger/verification", &audit).await.json();
    assert_eq!(verified["holds"], true, "every act is on record: {verified}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_matter_goes_from_its_start_to_each_of_its_ends_and_the_registers_say_so() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    let servers = Server::of_each_database().await;
    let [one, other] = &servers[..] else { panic!("there are two kinds of databases") };
    tokio::join!(walk(&book, one), walk(&book, other));
}
