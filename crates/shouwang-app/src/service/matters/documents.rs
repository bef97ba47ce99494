//! The papers of a matter, made when somebody asks for them: the same matter makes the same bytes. Their SM3 is put on record whenever it is another
//! than before, so that anybody can see later whether a paper is the one that was given out.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::{Day, Lang, Words};
use shouwang_domain::matter::{FormDef, Matter, form_of};
use shouwang_domain::procedure::matter_document::MatterDocument;
use shouwang_domain::procedure::matter_entry::MatterEntry;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, FieldKind, Record as _, Ref, Value};
use shouwang_domain::registers::unit::Unit;
use shouwang_domain::system::role_grant::Role;
use shouwang_ledger::{Sm3, TreeHash as _};
use shouwang_storage::{Expected, StorageError, Write};

use super::wording::Source;
use super::write::{check_rows, put};
use crate::admin::{load_acting_unit, load_matter_terms};
use crate::authority::{Principal, operation};
use crate::caller::Caller;
use crate::edge::Edge;
use crate::paper::{Paper, Proof, write_docx, write_pdf};
use crate::problem::{AppError, ProblemCode};
use crate::service::{Service, today};

/// Acts by which a matter is decided; the last of them is the one.
const DECIDING: [&str; 4] = ["submit", "pass", "refuse", "consent"];
/// Digits of a fingerprint that are printed: enough to compare by eye.
const PRINTED_DIGITS: usize = 16;

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// The application form.
    Application,
    /// The reply.
    Reply,
}

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentForm {
    /// PDF.
    Pdf,
    /// docx.
    Docx,
}

/// A paper that somebody asks for.
#[derive(Clone, Copy, Debug)]
pub struct DocumentAsked<'a> {
    /// Which.
    pub kind: DocumentKind,
    /// In which form.
    pub form: DocumentForm,
    /// In which language.
    pub lang: Lang,
    /// Under which address anybody can have a paper verified; nothing where nobody can.
    pub verify_url: Option<&'a str>,
}

/// A paper that was made.
#[derive(Clone, Debug)]
pub struct Downloaded {
    /// What the file is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl DocumentKind {
    /// The day of the paper: on which the matter was handed in, or decided; none while that is to come.
    fn day_of(self, matter: &Matter) -> Option<Day> {
        match self {
            DocumentKind::Application => matter.state.filing().map(|filing| filing.on),
            DocumentKind::Reply => matter.state.ruling().map(|ruling| ruling.on),
        }
    }
}

impl DocumentAsked<'_> {
    /// Which paper in which form a name means: `application.pdf`, `reply.docx`, ….
    #[must_use]
    pub fn named(name: &str) -> Option<(DocumentKind, DocumentForm)> {
        let (kind, form) = name.split_once('.')?;
        let kind = match kind {
            "application" => DocumentKind::Application,
            "reply" => DocumentKind::Reply,
            _ => return None,
        };
        let form = match form {
            "pdf" => DocumentForm::Pdf,
            "docx" => DocumentForm::Docx,
            _ => return None,
        };
        Some((kind, form))
    }

    /// What it is called in the register: kind, language, form.
    fn name(&self) -> String {
        let kind = match self.kind {
            DocumentKind::Application => "application",
            DocumentKind::Reply => "reply",
        };
        format!("{kind}.{}.{}", self.lang.pick("zh", "en"), self.ending())
    }

    fn ending(&self) -> &'static str {
        match self.form {
            DocumentForm::Pdf => "pdf",
            DocumentForm::Docx => "docx",
        }
    }
}

impl Service {
    /// A paper of a matter that the caller may see.
    ///
    /// # Errors
    /// When there is no such matter, nothing was decided that a reply could tell, or the database fails.
    pub async fn matter_document(
        &self,
        caller: &Caller,
        number: &str,
        asked: DocumentAsked<'_>,
        edge: &Edge<'_>,
    ) -> Result<Downloaded, AppError> {
        let held = self.seen_matter(caller, number).await?;
        let is_filed = held.matter.state.filing().is_some();
        let paper = self.paper(caller, held.matter, asked, edge).await?;
        let name = format!("{number}-{}.{}", paper.title, asked.ending());
        let bytes = tokio::task::spawn_blocking(move || written(&paper, asked.form)).await.map_err(AppError::internal)??;
        if is_filed {
            self.put_document(caller, number, (&asked.name(), &bytes), edge).await?;
        }
        Ok(Downloaded { name, bytes })
    }

    async fn paper(&self, caller: &Caller, matter: Matter, asked: DocumentAsked<'_>, edge: &Edge<'_>) -> Result<Paper, AppError> {
        let day = asked.kind.day_of(&matter).unwrap_or(today(edge.now));
        let when = (day, load_matter_terms(&self.store).await?);
        let found = |found: &super::desk::Found<'_>| (found.case.rule.clone(), found.checked.bodies.clone());
        let brought = self.brought(caller, matter.clone(), false).await?;
        let (rule, bodies) = self.at_matter(brought, when, found).await?;
        let form = form_of(&rule.name.id).ok_or_else(|| AppError::internal(format!("no form {}", rule.name.id)))?;
        let readers = if matter.state.filing().is_some() { self.people_of(&matter.applicant, day).await? } else { caller.grants.clone() };
        let names = self.names_in((&matter, form), &bodies, &readers, day).await?;
        let files: Vec<_> = self.files_of(&matter.number).await?.into_iter().map(|view| view.file.name).collect();
        let book = self.book();
        let title = book.law.instruments.iter().find(|instrument| instrument.id == rule.name.instrument);
        let instrument = title.map_or_else(|| Words::new(&*rule.name.instrument, &*rule.name.instrument), |found| found.title.clone());
        let proof = self.proof(&matter, &asked).await?;
        let source = Source {
            matter: &matter,
            form,
            rule: &rule,
            instrument: &instrument,
            bodies: &bodies,
            names: &names,
            files: &files,
            proof,
            lang: asked.lang,
        };
        match asked.kind {
            DocumentKind::Application => Ok(source.application()),
            DocumentKind::Reply => source.reply().ok_or_else(|| {
                AppError::new(
                    ProblemCode::NotFound,
                    "事项还没有办结，没有答复文书；办结以后再下载",
                    "Nothing was decided yet, so there is no reply; take it when the matter is decided",
                )
            }),
        }
    }

    /// In whose name a paper that was handed in is read: that of the applicant's handlers.
    async fn people_of(&self, applicant: &str, day: Day) -> Result<Vec<Principal>, AppError> {
        let unit = load_acting_unit(&self.store, applicant, day).await?;
        Ok(vec![Principal { grant: String::new(), role: Role::Handler, unit, contract: None, posts: Vec::new(), deputy: false }])
    }

    /// Names of everything that the papers of a matter mention and that the readers may know of, by register and code; what else it mentions stands there
    /// by its code alone, for a paper must not tell what the registers keep back.
    ///
    /// A draft is read by whoever asks for it. What was handed in says the same to everybody who has it, so that its readers are the applicant's
    /// people, whoever asks. What units are called is known to all. A paper says how things were called on its day, whatever they are called later.
    async fn names_in(
        &self,
        (matter, form): (&Matter, &FormDef),
        bodies: &[Vec<String>],
        readers: &[Principal],
        day: Day,
    ) -> Result<BTreeMap<String, BTreeMap<String, String>>, AppError> {
        let mut codes: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let units = codes.entry(Unit::NAME).or_default();
        units.extend(bodies.iter().flatten().cloned());
        units.insert(matter.applicant.clone());
        units.extend(matter.state.ruling().and_then(|ruling| ruling.unit.clone()));
        for line in &matter.lines {
            for (field, value) in form.def.fields.iter().zip(&line.values) {
                if let (FieldKind::Ref(register), Some(Value::Ref(code))) = (field.kind, value) {
                    codes.entry(register).or_default().insert(code.clone());
                }
            }
        }
        let mut names = BTreeMap::new();
        let own = std::slice::from_ref(&matter.applicant);
        for (register, codes) in codes {
            let codes: Vec<_> = codes.into_iter().collect();
            let is_known = register == Unit::NAME;
            let scope = if is_known { Scope::Everything } else { self.told_by_matters(readers, own, register) };
            names.insert(register.to_owned(), self.names_on(&scope, register, &codes, day).await?);
        }
        Ok(names)
    }

    /// What proves that it was handed in, or decided: the entry of that act, under the address at which anybody compares its fingerprint.
    async fn proof(&self, matter: &Matter, asked: &DocumentAsked<'_>) -> Result<Option<Proof>, AppError> {
        let Some(url) = asked.verify_url.filter(|_| matter.state.filing().is_some()) else { return Ok(None) };
        let entries = self.versions_of_matter::<MatterEntry>(&matter.number).await?;
        let acts: &[&str] = match asked.kind {
            DocumentKind::Application => &DECIDING[..1],
            DocumentKind::Reply => &DECIDING,
        };
        let act = entries.iter().filter(|(_, entry)| acts.contains(&entry.data.act.as_str())).map(|(act, _)| *act).max();
        let Some(act) = act else { return Ok(None) };
        let Some(entry) = self.store.find_entry_of_act(act).await? else { return Ok(None) };
        let (seq, leaf) = (entry.seq, entry.leaf.sm3.to_string());
        let printed = &leaf[..PRINTED_DIGITS];
        let caption = match asked.lang {
            Lang::Zh => vec![format!("扫码核对：账本第{seq}条"), format!("指纹 {printed}")],
            Lang::En => vec![format!("Scan to verify: ledger entry {seq}"), format!("Fingerprint {printed}")],
        };
        Ok(Some(Proof { address: format!("{url}/verify?entry={seq}&leaf={leaf}"), caption }))
    }

    /// Puts the SM3 of a paper on record, unless it is there already.
    async fn put_document(&self, caller: &Caller, number: &str, (name, bytes): (&str, &[u8]), edge: &Edge<'_>) -> Result<(), AppError> {
        let document = MatterDocument {
            matter: Ref::to(number),
            document: name.to_owned(),
            bytes: i64::try_from(bytes.len()).map_err(AppError::internal)?,
            sm3: Sm3::of(&[bytes]).to_string(),
        };
        let (register, row) = put(Fact::declared(format!("{number}/{name}"), Day::MIN, document));
        let stored = self.store.find_row(super::register_of::<MatterDocument>()?, &row.key, &Scope::Everything).await?;
        if stored.as_ref().is_some_and(|stored| stored.row.says_the_same(&row)) {
            return Ok(());
        }
        let operation = operation("matters.document").ok_or_else(|| AppError::internal("no such operation"))?;
        let grant = self.authority().allowed_by(&caller.grants, operation.id).cloned();
        let mut write = Write::now(edge.now, caller.about(operation, grant.as_ref()), number, edge.bytes());
        write.expected.push(Expected { register, key: row.key.clone(), version: stored.map(|stored| stored.version) });
        write.puts.push((register, row));
        check_rows(&write.puts)?;
        match self.queue.write(write).await {
            // Somebody else asked for the same paper at the same moment, and it is on record.
            Ok(_) | Err(StorageError::Overtaken { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn written(paper: &Paper, form: DocumentForm) -> Result<Vec<u8>, AppError> {
    match form {
        DocumentForm::Pdf => Ok(write_pdf(paper)),
        DocumentForm::Docx => write_docx(paper).map_err(AppError::internal),
    }
}
