//! What the application form and the reply of a matter say. Pure: a matter, the names of what it mentions, and a language.

use std::collections::BTreeMap;

use shouwang_calendar::{Day, Lang, Words};
use shouwang_domain::matter::{FormDef, Matter, State};
use shouwang_domain::register::{Choices as _, Record as _};
use shouwang_domain::registers::permission::{Decision, Matter as Kind};
use shouwang_domain::registers::unit::Unit;
use shouwang_law::chinese;
use shouwang_law::model::{Deed, Matter as Rule};

use crate::paper::{Block, Paper, Proof};

/// What the papers of a matter are made of.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    pub(super) matter: &'a Matter,
    pub(super) form: &'a FormDef,
    pub(super) rule: &'a Rule,
    /// The title of the instrument that the rule is of.
    pub(super) instrument: &'a Words,
    /// For each step of the route the bodies that act.
    pub(super) bodies: &'a [Vec<String>],
    /// Names by register and code.
    pub(super) names: &'a BTreeMap<String, BTreeMap<String, String>>,
    /// Names of the files.
    pub(super) files: &'a [String],
    /// What proves that it is on record.
    pub(super) proof: Option<Proof>,
    pub(super) lang: Lang,
}

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sought {
    Leave,
    Filing,
    Notice,
}

impl Source<'_> {
    /// The application form.
    pub(super) fn application(&self) -> Paper {
        let mut blocks = vec![Block::Addressee(self.addressed(&self.first_bodies())), Block::Text(self.request())];
        blocks.extend(self.emergency().map(Block::Text));
        blocks.extend(self.contents());
        if !self.files.is_empty() {
            blocks.push(Block::Enclosures(self.files.to_vec()));
        }
        let date = self.filed().map_or_else(|| self.pick("　　年　　月　　日", "(not handed in yet)").to_owned(), |day| self.day(day));
        blocks.push(Block::Signature { name: self.unit(&self.matter.applicant), date, proof: self.proof.clone() });
        let number = format!("{}{}", self.pick("编号：", "Number: "), self.matter.number);
        Paper { lang: self.lang, letterhead: None, number, title: self.form_title(), blocks }
    }

    /// The reply; none while nothing was decided.
    pub(super) fn reply(&self) -> Option<Paper> {
        let ruling = self.matter.state.ruling()?;
        let body = ruling.unit.clone().or_else(|| self.first_bodies().into_iter().next())?;
        let mut blocks = vec![Block::Addressee(self.addressed(std::slice::from_ref(&self.matter.applicant)))];
        blocks.extend(self.answer(ruling.decision, ruling.until, ruling.reason.as_deref()).into_iter().map(Block::Text));
        blocks.extend(self.contents());
        blocks.extend(self.rested_on().map(Block::Text));
        if self.lang == Lang::Zh && ruling.decision != Decision::Noticed {
            blocks.push(Block::Text("特此函复。".to_owned()));
        }
        blocks.push(Block::Signature { name: self.unit(&body), date: self.day(ruling.on), proof: self.proof.clone() });
        if ruling.decision != Decision::Refused {
            blocks.extend(self.copied_to().map(Block::Text));
        }
        let title = self.reply_title(ruling.decision);
        Some(Paper { lang: self.lang, letterhead: Some(self.unit(&body)), number: self.matter.number.clone(), title, blocks })
    }

    pub(super) fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(zh, en)
    }

    fn sought(&self) -> Sought {
        let does = |deeds: &[Deed]| self.rule.route.iter().any(|step| deeds.contains(&step.does));
        if does(&[Deed::Approve, Deed::Review, Deed::Sign]) {
            Sought::Leave
        } else if does(&[Deed::File]) {
            Sought::Filing
        } else {
            Sought::Notice
        }
    }

    fn label(&self) -> &'static str {
        let label = Kind::CHOICES.get(usize::from(self.matter.kind.position())).map_or(self.form.def.label, |choice| choice.label);
        label.get(self.lang)
    }

    /// What a form is called: what it is about and what is sought, once.
    fn form_title(&self) -> String {
        let label = self.label();
        if self.lang == Lang::En {
            return label.to_owned();
        }
        let says_it = ["申请", "告知", "备案", "报备", "报送", "审核"].iter().any(|end| label.ends_with(end));
        let sought = match self.sought() {
            Sought::Leave => "申请",
            Sought::Filing => "备案",
            Sought::Notice => "告知",
        };
        if says_it { format!("{label}表") } else { format!("{label}{sought}表") }
    }

    fn reply_title(&self, decision: Decision) -> String {
        let label = self.label();
        match (self.lang, decision) {
            // What is only filed was never asked leave for: it is not consented to, nor is consent refused.
            (Lang::Zh, Decision::Refused) if self.sought() == Sought::Filing => format!("关于不予备案{}的复函", filed_thing(label)),
            (Lang::En, Decision::Refused) if self.sought() == Sought::Filing => format!("Reply: {label} (not filed)"),
            (Lang::Zh, Decision::Refused) => format!("关于不予同意{label}的复函"),
            (Lang::Zh, Decision::Filed) => format!("关于予以备案{}的复函", filed_thing(label)),
            (Lang::Zh, Decision::Noticed) => format!("关于{label}的回执"),
            (Lang::Zh, _) => format!("关于同意{label}的复函"),
            (Lang::En, Decision::Refused) => format!("Reply: {label} (refused)"),
            (Lang::En, Decision::Filed) => format!("Reply: {label} (filed)"),
            (Lang::En, Decision::Noticed) => format!("Receipt: {label}"),
            (Lang::En, _) => format!("Reply: {label} (approved)"),
        }
    }

    /// By which article, as papers name it.
    fn basis(&self) -> String {
        let article = self.rule.clause.article;
        match self.lang {
            Lang::Zh => format!("根据《{}》第{}条", self.instrument.zh, chinese(article)),
            Lang::En => format!("Under Article {article} of the {}", self.instrument.en),
        }
    }

    fn request(&self) -> String {
        let (basis, label, count) = (self.basis(), self.label(), self.matter.lines.len());
        let lines = match (self.lang, count) {
            (_, 0 | 1) => String::new(),
            (Lang::Zh, count) => format!("，共{count}项"),
            (Lang::En, count) => format!(" ({count} items)"),
        };
        match (self.lang, self.sought()) {
            (Lang::Zh, Sought::Leave) => format!("{basis}，我单位申请办理“{label}”{lines}，具体内容见下表，请予审批。"),
            (Lang::Zh, Sought::Filing) => format!("{basis}，我单位报送“{label}”{lines}，具体内容见下表，请予备案。"),
            (Lang::Zh, Sought::Notice) => format!("{basis}，我单位告知“{label}”{lines}，具体内容见下表。"),
            (Lang::En, Sought::Leave) => {
                format!("{basis}, our unit applies for “{label}”{lines} as set out below and asks for a decision.")
            }
            (Lang::En, Sought::Filing) => format!("{basis}, our unit submits “{label}”{lines} as set out below and asks that it be filed."),
            (Lang::En, Sought::Notice) => format!("{basis}, our unit gives notice of “{label}”{lines} as set out below."),
        }
    }

    /// Why it was handed in late, where it was.
    fn emergency(&self) -> Option<String> {
        let reason = self.matter.state.filing()?.emergency.as_deref()?;
        Some(match self.lang {
            Lang::Zh => format!("因情况紧急，未能按规定的时间提交，理由：{reason}"),
            Lang::En => format!("It is an emergency and comes later than it should, because: {reason}"),
        })
    }

    /// That whoever decided knew that it came late, where it did.
    fn was_urgent(&self) -> Option<String> {
        let reason = self.matter.state.filing()?.emergency.as_deref()?;
        Some(match self.lang {
            Lang::Zh => format!("该事项作为紧急情况提交，迟于规定的时间，申请单位所述理由：{reason}"),
            Lang::En => format!("It was handed in as an emergency, later than it should have been; the applicant's reason: {reason}"),
        })
    }

    fn answer(&self, decision: Decision, until: Option<Day>, reason: Option<&str>) -> Vec<String> {
        let (label, number, basis) = (self.label(), &self.matter.number, self.basis());
        let filed = self.filed().map(|day| self.day(day)).unwrap_or_default();
        let opening = match self.lang {
            Lang::Zh => format!("你单位{filed}提交的“{label}”（编号：{number}）收悉。"),
            Lang::En => format!("Your “{label}” of {filed} (number {number}) was received. "),
        };
        let until = until.map(|day| self.day(day));
        let said = match (self.lang, decision) {
            (Lang::Zh, Decision::Refused) => {
                let refused = if self.sought() == Sought::Filing { "不予备案" } else { "不予同意" };
                format!("{basis}，经研究，{refused}。理由：{}", reason.unwrap_or("见办理经过。"))
            }
            (Lang::Zh, Decision::Filed) => format!("{basis}，予以备案。"),
            (Lang::Zh, Decision::Noticed) => format!("{basis}，已予登记。"),
            (Lang::Zh, _) => match until {
                Some(day) => format!("{basis}，经研究，同意所请，有效期至{day}。"),
                None => format!("{basis}，经研究，同意所请。"),
            },
            (Lang::En, Decision::Refused) => {
                let refused = if self.sought() == Sought::Filing { "it is not filed" } else { "it is refused" };
                format!("{basis} {refused}, because: {}", reason.unwrap_or("see the course of the matter."))
            }
            (Lang::En, Decision::Filed) => format!("{basis} it has been filed."),
            (Lang::En, Decision::Noticed) => format!("{basis} it has been put on record."),
            (Lang::En, _) => match until {
                Some(day) => format!("{basis} it is approved until {day}."),
                None => format!("{basis} it is approved."),
            },
        };
        let mut said = vec![format!("{opening}{said}")];
        said.extend(self.was_urgent());
        said.extend(self.weighed());
        if !matches!(decision, Decision::Refused | Decision::Filed | Decision::Noticed) {
            said.push(
                self.pick(
                    "请按照下表所列内容实施；内容需要改变的，请另行办理。",
                    "What was approved stands below and nothing else was; a change is a new matter.",
                )
                .to_owned(),
            );
        }
        said
    }

    /// Why unmet preconditions were no hindrance, where they were weighed.
    fn weighed(&self) -> Option<String> {
        let passed = match &self.matter.state {
            State::Granted { passed, .. } | State::CarriedOut { passed, .. } | State::Closed { passed, .. } => passed,
            _ => return None,
        };
        let reason = passed.iter().find_map(|passed| passed.weighed.as_deref())?;
        Some(match self.lang {
            Lang::Zh => format!("尚未具备的条件经权衡不影响办理，理由：{reason}"),
            Lang::En => format!("A condition that is not met yet was weighed and is no hindrance, because: {reason}"),
        })
    }

    /// The files that were handed in with it: they are what was decided on, and go with no reply.
    fn rested_on(&self) -> Option<String> {
        let names = self.files.join(self.pick("、", ", "));
        (!names.is_empty()).then(|| match self.lang {
            Lang::Zh => format!("随件提交的附件：{names}。"),
            Lang::En => format!("Files handed in with it: {names}."),
        })
    }

    /// The bodies that are told of what was granted, and decide nothing; of what was refused they are not told.
    fn copied_to(&self) -> Option<String> {
        let told = self.rule.route.iter().zip(self.bodies).filter(|(step, _)| step.does == Deed::Inform);
        let names: Vec<_> = told.flat_map(|(_, bodies)| bodies).map(|body| self.unit(body)).collect();
        (!names.is_empty()).then(|| match self.lang {
            Lang::Zh => format!("抄送：{}。", names.join("，")),
            Lang::En => format!("Copy to: {}.", names.join(", ")),
        })
    }

    /// The bodies of the first step.
    fn first_bodies(&self) -> Vec<String> {
        self.bodies.iter().find(|bodies| !bodies.is_empty()).cloned().unwrap_or_default()
    }

    fn addressed(&self, units: &[String]) -> String {
        let names: Vec<_> = units.iter().map(|unit| self.unit(unit)).collect();
        match self.lang {
            Lang::Zh => format!("{}：", names.join("、")),
            Lang::En => format!("To {}:", names.join(", ")),
        }
    }

    fn unit(&self, code: &str) -> String {
        self.names.get(Unit::NAME).and_then(|names| names.get(code)).cloned().unwrap_or_else(|| code.to_owned())
    }

    /// The day on which it was handed in last.
    fn filed(&self) -> Option<Day> {
        self.matter.state.filing().map(|filing| filing.on)
    }

    fn day(&self, day: Day) -> String {
        const MONTHS: [&str; 12] =
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        let (year, month, day) = day.civil();
        match self.lang {
            Lang::Zh => format!("{year}年{month}月{day}日"),
            Lang::En => {
                let month = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
                format!("{day} {month} {year}")
            }
        }
    }
}

/// What is filed, without the word that filing it has behind it.
fn filed_thing(label: &str) -> &str {
    ["备案", "报备", "报送"].iter().find_map(|word| label.split_once(word)).map_or(label, |(thing, _)| thing)
}
