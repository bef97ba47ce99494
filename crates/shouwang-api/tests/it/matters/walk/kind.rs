//! One kind of matter on its walks: as many matters as it has ends, each with its script, acted on together round by round.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use shouwang_calendar::Day;
use shouwang_domain::matter::FormDef;
use shouwang_domain::register::{Choices as _, Fact, Shape as RowShape};
use shouwang_domain::registers::permission::{Decision, Permission};
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::{Deed, Matter as Rule};

use super::super::changes::Change;
use super::super::world::{County, body, line, offer};
use super::ends::{End, Move, Shape};

/// One matter with what is to be done with it, and where it stands.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) number: String,
    pub(super) script: Vec<Move>,
    version: Json,
    pub(super) status: String,
    yeses: usize,
    /// The ways to an end that it has gone.
    pub(super) ends: Vec<End>,
}

/// The matters of one kind.
pub(super) struct Kind {
    pub(super) id: String,
    pub(super) applicant: String,
    pub(super) shape: Shape,
    pub(super) walked: Vec<Walked>,
    form: &'static FormDef,
    line: Json,
    /// For each step that decides its body, and the body that carries out.
    bodies: Vec<String>,
    carries_out: Option<String>,
    today: Day,
}

/// The unit that applies.
fn applicant(rule: &Rule) -> String {
    match rule.applicant.as_str() {
        "competent_department" => body("433130", "competent"),
        "provider" => "U2".to_owned(),
        _ => "U1".to_owned(),
    }
}

/// The example line of a form, with a last day wherever it asks for one.
fn bounded(form: &FormDef) -> Json {
    let mut line = line(form.def.name);
    if form.def.names_until() {
        let from: Day = line["from"].as_str().unwrap().parse().unwrap();
        line["until"] = from.plus(365).to_string().into();
    }
    line
}

impl Walked {
    pub(super) fn is_granted(&self) -> bool {
        ["noticed", "filed", "approved", "to_carry_out", "carried_out"].contains(&self.status.as_str())
    }

    /// Notes where a move led to.
    pub(super) fn came_to(&mut self, by: Move, status: String) {
        let from = std::mem::replace(&mut self.status, status);
        let is_end = ["withdrawn", "refused", "carried_out", "closed"].contains(&self.status.as_str());
        let is_grant = self.is_granted() && matches!(by, Move::Submit | Move::Pass);
        if (is_end || is_grant) && from != self.status {
            self.ends.push(End { from, by, yeses: self.yeses, to: self.status.clone() });
        }
        match by {
            Move::Pass => self.yeses += 1,
            // After a correction the route begins anew.
            Move::Submit => self.yeses = 0,
            _ => {}
        }
    }
}

impl Kind {
    /// Walks a kind of matter to every end but those that take time.
    pub(super) async fn walked(county: &mut County<'_>, (place, form): (usize, &'static FormDef), rule: &Rule) -> Kind {
        let shape = Shape::of(rule, form.def.names_until() || form.def.shape == RowShape::Event);
        let today = shouwang_app::service::today(county.server.edge().now);
        let (applicant, line, id) = (applicant(rule), bounded(form), form.def.name.to_owned());
        let mut kind = Kind { id, applicant, shape, walked: Vec::new(), form, line, bodies: Vec::new(), carries_out: None, today };
        for script in shape.fates(place) {
            let draft = county.drafted(form.def.name, &kind.applicant, &kind.line).await;
            let of_step = |at: usize| draft["route"][at]["units"][0].as_str().unwrap().to_owned();
            let steps = |deeds: fn(Deed) -> bool| (0..rule.route.len()).filter(move |at| deeds(rule.route[*at].does));
            kind.bodies = steps(Deed::decides).map(of_step).collect();
            kind.carries_out = steps(|deed| deed == Deed::CarryOut).map(of_step).next();
            let (number, version) = (draft["number"].as_str().unwrap().to_owned(), draft["version"].clone());
            kind.walked.push(Walked { number, script, version, status: "draft".to_owned(), yeses: 0, ends: Vec::new() });
        }
        let rounds = kind.walked.iter().map(|walked| walked.script.len()).max().unwrap();
        for round in 0..rounds {
            kind.go_on(county, round).await;
        }
        kind
    }

    /// Does with each matter what its script has for this round, all of one person in one request.
    async fn go_on(&mut self, county: &mut County<'_>, round: usize) {
        let mut acts: BTreeMap<String, Vec<(usize, Json)>> = BTreeMap::new();
        for at in 0..self.walked.len() {
            let Some(does) = self.walked[at].script.get(round).copied().filter(|does| *does != Move::Time) else { continue };
            if does == Move::Submit && self.walked[at].status == "returned" {
                self.correct(county, at).await;
            }
            let token = self.doer(county, does, at).await;
            let words = self.words(county, &token, does, at).await;
            let Walked { number, version, .. } = &self.walked[at];
            let act = json!({ "number": number, "version": version, "act": does.word(), "words": words });
            acts.entry(token).or_default().push((at, act));
        }
        for (token, acts) in acts {
            let (walked, acts): (Vec<_>, Vec<_>) = acts.into_iter().unzip();
            let outcomes = county.acts(&token, &acts).await;
            for (at, outcome) in walked.into_iter().zip(outcomes) {
                assert!(outcome["problem"].is_null(), "{} {:?}: {outcome}", self.id, self.walked[at]);
                let (does, status) = (self.walked[at].script[round], outcome["status"].as_str().unwrap().to_owned());
                self.walked[at].version = outcome["version"].clone();
                self.walked[at].came_to(does, status);
            }
        }
    }

    /// Writes the line of one that was sent back.
    async fn correct(&mut self, county: &mut County<'_>, at: usize) {
        let clerk = county.token(Role::Handler, &self.applicant).await;
        let seen = county.get(&self.walked[at].number, &clerk).await.json();
        assert_eq!(seen["to_correct"], "请补充", "{seen}");
        let corrected = county.edit(&seen, &clerk, &self.line).await.json();
        self.walked[at].version = corrected["version"].clone();
    }

    async fn doer(&self, county: &mut County<'_>, does: Move, at: usize) -> String {
        match does {
            Move::Submit | Move::Withdraw | Move::Answer | Move::Time => county.token(Role::Handler, &self.applicant).await,
            Move::CarryOut => county.token(Role::Approver, self.carries_out.as_ref().unwrap()).await,
            Move::Ask | Move::Return | Move::Pass | Move::Refuse => county.token(Role::Approver, &self.bodies[self.walked[at].yeses]).await,
        }
    }

    /// What is said with an act; a reason where something has to be weighed.
    async fn words(&self, county: &County<'_>, token: &str, does: Move, at: usize) -> Option<&'static str> {
        match does {
            Move::Ask => Some("为何？"),
            Move::Answer => Some("因为"),
            Move::Return => Some("请补充"),
            Move::Refuse => Some("不符合要求"),
            Move::Pass if self.walked[at].yeses + 1 < self.shape.deciding => None,
            Move::Pass => {
                let seen = county.get(&self.walked[at].number, token).await.json();
                (offer(&seen, "pass")["needs"] == "weighing").then_some("已核实")
            }
            Move::Submit | Move::Withdraw | Move::CarryOut | Move::Time => None,
        }
    }

    /// What the one that was carried to its grant changed, after it is seen that every change is one of a matter of this kind: of those that were
    /// granted or refused the permission says so, and of the others there is nothing.
    pub(super) fn changed_lawfully<'c>(&self, changes: &'c [Change]) -> Vec<&'c Change> {
        let of_ours = |change: &Change| self.walked.iter().any(|walked| walked.number == change.matter);
        assert!(changes.iter().all(of_ours), "{}: {changes:?}", self.id);
        let mut of_grant = Vec::new();
        for walked in &self.walked {
            let own: Vec<_> = changes.iter().filter(|change| change.matter == walked.number).collect();
            let papers: Vec<_> = own.iter().filter_map(|change| change.permission()).collect();
            let decision = match walked.status.as_str() {
                "refused" => "refused",
                _ if walked.is_granted() => self.shape.decision(),
                _ => {
                    assert!(own.is_empty(), "{} {walked:?} changed {own:?}", self.id);
                    continue;
                }
            };
            self.is_on_record(walked, decision, &papers);
            if ["refused", "to_carry_out"].contains(&walked.status.as_str()) {
                assert_eq!(own.len(), 1, "{} {walked:?} changed {own:?}", self.id);
            } else {
                of_grant = own;
            }
        }
        of_grant
    }

    /// The decision stands in the register of permissions under the matter's number, as of today, by the body that had the last word.
    fn is_on_record(&self, walked: &Walked, decision: &str, papers: &[Fact<Permission>]) {
        let [paper] = papers else { panic!("{} {walked:?}: {papers:?}", self.id) };
        let Permission { matter, unit, applied_on, decision: decided, decided_on, decided_by, .. } = &paper.data;
        let decided = decided.map(|decided| Decision::CHOICES[usize::from(decided.position())].id);
        assert_eq!((&paper.code, *matter, unit.code.as_str()), (&walked.number, self.form.kind, self.applicant.as_str()), "{}", self.id);
        assert_eq!((decided, *applied_on, *decided_on), (Some(decision), Some(self.today), Some(self.today)), "{}", self.id);
        // A yes that was the last was given by the body before; who is only told has decided nothing, and stands there as who was told.
        let body = self.bodies.get(if decision == "refused" { walked.yeses } else { walked.yeses.max(1) - 1 });
        let decided_by = decided_by.as_ref().map(|unit| unit.code.as_str());
        assert!(body.map(String::as_str) == decided_by || self.bodies.is_empty() && decided_by.is_some(), "{}: {paper:?}", self.id);
    }
}
