//! `shouwang matter notices` and `note`: what one's units were told, and that somebody took note of it.

use serde_json::{Value, json};
use shouwang_app::service::{NoticeLine, NoticesAsked};
use shouwang_calendar::Lang;

use super::super::Outcome;
use super::show::{id, label};
use super::{Clerk, failed};

impl Clerk<'_> {
    pub(super) async fn notices(&self, all: bool, rows: u16) -> Outcome {
        let asked = NoticesAsked { open: (!all).then_some(true), sort: None, after: None, limit: rows.clamp(1, 500) };
        let (notices, next) = self.service.list_notices(&self.caller, &asked).await.map_err(failed)?;
        self.print(
            || notices.iter().map(notice_json).collect(),
            |language| {
                let none = notices.is_empty().then(|| language.pick("没有提醒", "no notices").to_owned());
                let more = next.is_some().then(|| language.pick("……还有没有显示的", "… there are more").to_owned());
                notices.iter().map(|notice| notice_line(notice, language)).chain(none).chain(more).collect()
            },
        );
        Ok(true)
    }

    pub(super) async fn note(&self, id: &str) -> Outcome {
        let noted = self.service.note_notice(&self.caller, id, None, &self.edge()).await.map_err(failed)?;
        self.print(|| notice_json(&noted), |language| vec![notice_line(&noted, language)]);
        Ok(true)
    }
}

fn notice_line(notice: &NoticeLine, language: Lang) -> String {
    let due = notice.due_on.map_or_else(String::new, |due| format!(" {due}"));
    let noted = notice.noted_on.map_or_else(String::new, |on| format!("  {} {on}", language.pick("已知悉", "noted")));
    format!(
        "{}  {}  {}{due}  {} {}  {}{noted}",
        notice.id,
        notice.on,
        label(notice.occasion).get(language),
        label(notice.kind).get(language),
        notice.number,
        notice.unit_name.as_deref().unwrap_or(&notice.unit),
    )
}

fn notice_json(notice: &NoticeLine) -> Value {
    json!({
        "id": notice.id,
        "number": notice.number,
        "kind": id(notice.kind),
        "unit": notice.unit,
        "unit_name": notice.unit_name,
        "occasion": id(notice.occasion),
        "subject": notice.subject,
        "on": notice.on,
        "due_on": notice.due_on,
        "noted_on": notice.noted_on,
        "noted_by": notice.noted_by,
    })
}
