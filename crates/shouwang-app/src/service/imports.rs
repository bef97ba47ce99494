//! Importing a file that somebody sent: first it is kept and shown what it would do, then it is done by the name that it was kept under.
//!
//! The name is the digest of the content, so that what is done is what was shown. Of rows that the caller may not see nothing is told: a file
//! that speaks of them is refused as a whole.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_domain::register::{RegisterDef, catalog};
use shouwang_storage::{About, Bounds, Learned, Write};

use super::Service;
use crate::authority::operation;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::import::{ImportError, ImportOptions, ImportPlan, Imported, import};
use crate::named::find_done_before;
use crate::problem::{AppError, FieldError, ProblemCode};

/// Refusals that are told of one file.
const OUT_OF_REACH_MAX: usize = 50;

/// What somebody agrees to have imported.
#[derive(Clone, Debug, Default)]
pub struct ImportAgreed {
    /// The digest under which the file is kept.
    pub upload: String,
    /// The fingerprint of the plan that was shown ([`ImportPlan::fingerprint`]).
    pub fingerprint: String,
    /// Why, in the caller's words.
    pub reason: Option<String>,
    /// By which articles; none: by those that the changed registers rest on.
    pub article: Option<String>,
    /// The caller's own name for the request.
    pub key: Option<String>,
}

impl Service {
    /// What importing an upload would do.
    ///
    /// # Errors
    /// When there is no such upload, a file in it cannot be read, it speaks of rows that the caller may not see, or the database fails.
    pub async fn preview_import(&self, caller: &Caller, digest: &str, edge: &Edge<'_>) -> Result<Imported, AppError> {
        let path = self.find_upload(caller, digest)?;
        let options = ImportOptions {
            apply: false,
            learned_at: Learned::Now,
            recorded_at: edge.now,
            about: About::default(),
            salt: edge.bytes(),
            guard: None,
            sight: Some(self.sight_of_all_references(caller).await?),
        };
        let imported = import(&self.store, &path, &options).await.map_err(refused)?;
        self.check_reach_of(caller, &imported.plan).await?;
        Ok(imported)
    }

    /// Imports an upload: all of it or nothing, and nothing but what the plan of this fingerprint said ([`ImportPlan::fingerprint`]).
    ///
    /// # Errors
    /// As [`Service::preview_import`]; when something in it is refused, or out of the caller's reach; when the plan is another one by now.
    pub async fn apply_import(&self, caller: &Caller, agreed: ImportAgreed, edge: &Edge<'_>) -> Result<Imported, AppError> {
        let ImportAgreed { upload, fingerprint, reason, article, key } = agreed;
        let article = article.map(|text| self.book().read_articles(&text, "/article")).transpose()?.map(|articles| articles.to_string());
        let mut imported = self.preview_import(caller, &upload, edge).await?;
        // The request may have come before and its answer been lost: then there is nothing left to do, and that is no other plan.
        if let Some(before) = find_done_before(&self.store, &caller.login, key.as_deref(), edge.now).await? {
            imported.written = Some(before.written);
            return Ok(imported);
        }
        if !imported.plan.can_apply() {
            return Err(AppError::new(
                ProblemCode::Invalid,
                "有不能导入的内容，什么也没有写入；请先预览，改好列出的地方",
                "Some of it cannot be imported, so nothing was written; preview it, correct the places listed and send it again",
            ));
        }
        if imported.plan.fingerprint() != fingerprint {
            return Err(planned_otherwise());
        }
        if !imported.plan.changes_anything() {
            return Ok(imported);
        }
        let touched = touched(&imported.plan);
        let registers: Vec<_> = touched.keys().filter_map(|name| catalog().get(name)).collect();
        let row = operation("registers.import").ok_or_else(|| AppError::internal("no such operation"))?;
        let (about, acting) = self.acting(caller, row, &registers);
        let about = About { reason, article, idempotency_key: key, ..about };
        let mut write = Write::now(edge.now, about, imported.plan.files.join(", "), edge.bytes());
        imported.plan.fill(&mut write);
        write.guard = Some(registers.iter().map(|def| (def.name, Bounds::from(self.scope(caller, row.id, def)))).collect());
        write.acting = acting;
        write.references = Some(self.sight_of_all_references(caller).await?);
        imported.written = Some(self.write_once(write).await?);
        Ok(imported)
    }

    /// Refuses a plan that would show or change rows beyond the caller's reach.
    async fn check_reach_of(&self, caller: &Caller, plan: &ImportPlan) -> Result<(), AppError> {
        let mut outside = Vec::new();
        for (name, (codes, adds)) in touched(plan) {
            let Some(def) = catalog().get(name) else { continue };
            if adds && self.scope(caller, "registers.import", def).is_nothing() {
                outside.push(out_of_reach(def, None));
            }
            let visible = self.visible_codes(def, &codes, &self.scope(caller, "registers.read", def)).await?;
            outside.extend(codes.difference(&visible).take(OUT_OF_REACH_MAX).map(|code| out_of_reach(def, Some(code))));
        }
        if outside.is_empty() {
            return Ok(());
        }
        outside.truncate(OUT_OF_REACH_MAX);
        let mut error = AppError::new(
            ProblemCode::Forbidden,
            "文件中有您无权更改的记录，没有导入；请删去这些行",
            "The file speaks of rows that are not yours to change, and was not imported; leave those rows out",
        );
        error.fields = outside;
        Err(error)
    }
}

/// Registers that a plan speaks of: codes of known rows that it changes or withdraws, and whether it adds any.
fn touched(plan: &ImportPlan) -> BTreeMap<&'static str, (BTreeSet<String>, bool)> {
    let mut touched: BTreeMap<&'static str, (BTreeSet<String>, bool)> = BTreeMap::new();
    for added in &plan.added {
        touched.entry(added.def.name).or_default().1 = true;
    }
    let changed = plan.changed.iter().map(|changed| (changed.def.name, &changed.row.key.code));
    for (name, code) in changed.chain(plan.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, &withdrawn.key.code))) {
        touched.entry(name).or_default().0.insert(code.clone());
    }
    touched
}

fn planned_otherwise() -> AppError {
    AppError::new(
        ProblemCode::Overtaken,
        "预览之后，有关记录已被更改，什么也没有写入；请重新上传并预览",
        "Since the preview rows that it speaks of were changed, and nothing was written; send the file again and look at the new preview",
    )
}

fn out_of_reach(def: &RegisterDef, code: Option<&String>) -> FieldError {
    let place = code.map_or_else(|| def.name.to_owned(), |code| format!("{}/{code}", def.name));
    FieldError::new(
        place,
        format!("“{}”中没有您可更改的这条记录", def.label.zh),
        format!("nothing in the register {} that is yours to change", def.label.en),
    )
}

fn refused(error: ImportError) -> AppError {
    match error {
        ImportError::Storage(error) => error.into(),
        error => {
            let message = error.message();
            AppError::new(ProblemCode::Invalid, message.zh, message.en)
        }
    }
}
