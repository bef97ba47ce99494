//! Whose a row is, walked by hand, and what the policies permit, by heart. It knows neither Cedar nor SQL nor the ways that the product derives.

use std::collections::BTreeSet;

use shouwang_app::authority::{ActingUnit, Principal};
use shouwang_domain::register::{Choices, FieldKind, RegisterDef, Registers, Row, Value, catalog};
use shouwang_domain::registers::division::Level;
use shouwang_domain::registers::unit::{Function, Industry};
use shouwang_domain::system::role_grant::Role;

use super::world::Chance;

/// Somebody with a role for a unit, perhaps under a contract.
#[derive(Clone, Debug)]
pub(super) struct Stranger {
    role: Role,
    unit: String,
    division: String,
    level: Level,
    functions: Vec<Function>,
    industry: Option<Industry>,
    contract: Option<String>,
}

/// The world as it is, and who looks at it.
pub(super) struct Oracle<'w> {
    pub(super) registers: &'w Registers,
    pub(super) stranger: &'w Stranger,
}

impl Stranger {
    pub(super) fn made_up(chance: &mut Chance, registers: &Registers) -> Stranger {
        let units = registers.get("unit");
        let unit = chance.pick(units);
        let division = reference("unit", unit, "division").unwrap();
        let level = choice("division", find(registers, "division", &division).unwrap(), "level").unwrap();
        let Some(Value::Set(mask)) = value("unit", unit, "functions") else { unreachable!("functions are a set and required") };
        Stranger {
            role: *chance.pick(&[Role::Handler, Role::Approver, Role::Approver, Role::Reader]),
            unit: unit.key.code.clone(),
            division,
            level: Level::at(level).unwrap(),
            functions: (0..).map_while(Function::at).filter(|function| mask & (1 << function.position()) != 0).collect(),
            industry: choice("unit", unit, "industry").and_then(Industry::at),
            contract: (chance.below(5) == 0).then(|| format!("provider_contract-{}", chance.below(5))),
        }
    }

    pub(super) fn principal(&self) -> Principal {
        let unit = ActingUnit {
            code: self.unit.clone(),
            division: self.division.clone(),
            level: Some(self.level),
            functions: self.functions.clone(),
            industry: self.industry,
        };
        Principal {
            grant: "G1".to_owned(),
            role: self.role,
            unit: Some(unit),
            contract: self.contract.clone(),
            posts: Vec::new(),
            deputy: false,
        }
    }

    /// Half of the time the new row says that it is his.
    pub(super) fn point_at_himself(&self, def: &RegisterDef, row: &mut Row, chance: &mut Chance) {
        if chance.below(2) == 0 {
            return;
        }
        for (field, value) in def.fields.iter().zip(&mut row.values) {
            match field.kind {
                FieldKind::Ref("unit") if value.is_some() => *value = Some(Value::Ref(self.unit.clone())),
                FieldKind::Ref("division") if def.name == "unit" => *value = Some(Value::Ref(self.division.clone())),
                _ => {}
            }
        }
    }

    fn is(&self, function: Function) -> bool {
        self.functions.contains(&function)
    }
}

/// What a function supervises as its topic.
fn topic(function: Function) -> &'static [&'static str] {
    match function {
        Function::Cyberspace => &["incident", "hazard", "risk_assessment", "report", "emergency_plan", "drill"],
        Function::Cryptography => &["crypto_product", "crypto_assessment", "information_system", "network"],
        Function::Secrecy => &["safeguard", "data_grading", "confidentiality_agreement", "information_system", "network"],
        Function::PublicSecurity => &["grade_filing", "grade_assessment", "incident", "hazard", "information_system", "network"],
        Function::Communications => &["publishing_account", "internet_exit", "information_system"],
        Function::Finance => &["plan", "project", "budget_line"],
        Function::OperatingAgency => &[
            "network",
            "private_network",
            "internet_exit",
            "access_link",
            "address_prefix",
            "interface_device",
            "deployed_device",
            "hosted_device",
            "terminal",
            "open_port",
            "debugging_work",
            "permission",
            "observation",
            "resource_allocation",
            "incident",
        ],
        _ => &[],
    }
}

impl Oracle<'_> {
    /// Whether the stranger may see a row.
    pub(super) fn reads(&self, def: &RegisterDef, row: &Row) -> bool {
        let who = self.stranger;
        if who.contract.is_some() {
            return self.covered(def, row) || def.name == "division";
        }
        if who.functions == [Function::Provider] {
            return false;
        }
        // Divisions are nobody's, and everybody's who sees anything; rules bind everybody.
        if ["division", "rule_setting"].contains(&def.name) {
            return true;
        }
        let own = self.named(def.name, row, 3).iter().any(|unit| self.is_part_of_his(unit));
        let answering = self.answering(def.name, row, 3);
        let supervised = who.is(Function::CompetentDepartment) || who.functions.iter().any(|function| topic(*function).contains(&def.name));
        let below = supervised && answering.iter().any(|unit| self.is_below(unit));
        let industry = who.is(Function::Industry)
            && who.industry.is_some()
            && answering.iter().any(|unit| self.is_below(unit) && self.industry(unit) == who.industry);
        own || below || industry
    }

    /// Whether the stranger may write a row: every unit that answers for it has to be within what he may write.
    pub(super) fn writes(&self, def: &RegisterDef, row: &Row) -> bool {
        let who = self.stranger;
        if who.contract.is_some() || who.functions == [Function::Provider] || who.role == Role::Reader || def.name == "rule_setting" {
            return false;
        }
        let (competent, agency) = (who.is(Function::CompetentDepartment), who.is(Function::OperatingAgency));
        let approves = who.role == Role::Approver;
        if def.name == "division" {
            return competent && approves && who.level == Level::Province;
        }
        let own = !["permission", "observation", "deployed_device", "resource_allocation", "unit"].contains(&def.name);
        let level = match def.name {
            "permission" => approves && (competent || agency),
            "unit" => approves && competent,
            "observation" => agency,
            "deployed_device" | "resource_allocation" => agency || competent,
            _ => competent,
        };
        let answering = match def.name {
            // The row says itself where the unit will be.
            "unit" => return level && self.is_same_level(&reference("unit", row, "division").unwrap()),
            _ => self.answering(def.name, row, 3),
        };
        let his = |unit: &String| (own && self.is_part_of_his(unit)) || (level && self.is_same_level(&self.division(unit)));
        !answering.is_empty() && answering.iter().all(his)
    }

    /// Units on all ways of at most so many references, each way ending at its first unit.
    fn named(&self, register: &str, row: &Row, references: usize) -> BTreeSet<String> {
        if register == "unit" {
            return BTreeSet::from([row.key.code.clone()]);
        }
        let mut units = BTreeSet::new();
        for (target, code, _) in references_of(register, row).into_iter().filter(|_| references > 0) {
            if let Some(next) = find(self.registers, target, &code) {
                units.extend(self.named(target, next, references - 1));
            }
        }
        units
    }

    /// Units that answer for a row: the first that it must name; else what the first thing that it must name and that belongs to somebody says;
    /// else what everything says that it happens to name.
    fn answering(&self, register: &str, row: &Row, references: usize) -> BTreeSet<String> {
        if register == "unit" {
            return BTreeSet::from([row.key.code.clone()]);
        }
        if references == 0 {
            return BTreeSet::new();
        }
        let given = references_of(register, row);
        if let Some((_, code, _)) = given.iter().find(|(target, _, required)| *required && *target == "unit") {
            return BTreeSet::from([code.clone()]);
        }
        let follow = |target: &str, code: &str| find(self.registers, target, code).map(|next| self.answering(target, next, references - 1));
        let required = given.iter().find(|(target, _, required)| *required && *target != "division");
        if let Some((target, code, _)) = required {
            return follow(target, code).unwrap_or_default();
        }
        given.iter().filter_map(|(target, code, _)| follow(target, code)).flatten().collect()
    }

    /// Whether a contract covers a row.
    fn covered(&self, def: &RegisterDef, row: &Row) -> bool {
        let Some(contract) = &self.stranger.contract else { return false };
        let terms = find(self.registers, "provider_contract", contract).unwrap();
        let side = |name| reference("provider_contract", terms, name).unwrap();
        let says = |name| reference(def.name, row, name);
        match def.name {
            "provider_contract" => row.key.code == *contract,
            "provider_review" | "onsite_staff" => says("contract").as_ref() == Some(contract),
            "staff_vetting" | "confidentiality_agreement" => {
                let employer = says("person").and_then(|person| reference("person", find(self.registers, "person", &person)?, "unit"));
                let of_provider = says("provider") == Some(side("provider")) || employer == Some(side("provider"));
                says("unit") == Some(side("unit")) && of_provider
            }
            _ => false,
        }
    }

    fn is_part_of_his(&self, unit: &str) -> bool {
        let mut at = Some(unit.to_owned());
        while let Some(code) = at {
            if code == self.stranger.unit {
                return true;
            }
            at = find(self.registers, "unit", &code).and_then(|row| reference("unit", row, "parent"));
        }
        false
    }

    fn is_below(&self, unit: &str) -> bool {
        self.division(unit).starts_with(&self.stranger.division)
    }

    /// The same division; for a county its townships and villages too.
    fn is_same_level(&self, division: &str) -> bool {
        let own = &self.stranger.division;
        division == own || (self.stranger.level == Level::County && division.starts_with(own.as_str()))
    }

    fn division(&self, unit: &str) -> String {
        find(self.registers, "unit", unit).and_then(|row| reference("unit", row, "division")).unwrap_or_default()
    }

    fn industry(&self, unit: &str) -> Option<Industry> {
        choice("unit", find(self.registers, "unit", unit)?, "industry").and_then(Industry::at)
    }
}

fn find<'w>(registers: &'w Registers, register: &str, code: &str) -> Option<&'w Row> {
    registers.get(register).iter().find(|row| row.key.code == code)
}

fn value<'r>(register: &str, row: &'r Row, name: &str) -> Option<&'r Value> {
    row.values[catalog().get(register).unwrap().field_index(name)?].as_ref()
}

fn reference(register: &str, row: &Row, name: &str) -> Option<String> {
    match value(register, row, name) {
        Some(Value::Ref(code)) => Some(code.clone()),
        _ => None,
    }
}

fn choice(register: &str, row: &Row, name: &str) -> Option<u8> {
    match value(register, row, name) {
        Some(Value::Choice(at)) => Some(*at),
        _ => None,
    }
}

/// What a row refers to: register, code, and whether it must.
fn references_of(register: &str, row: &Row) -> Vec<(&'static str, String, bool)> {
    let fields = catalog().get(register).unwrap().fields.iter().zip(&row.values);
    let given = fields.filter_map(|(field, value)| match (field.kind, value) {
        (FieldKind::Ref(target), Some(Value::Ref(code))) => Some((target, code.clone(), field.required)),
        _ => None,
    });
    given.collect()
}
