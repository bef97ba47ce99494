//! `shouwang matter findings`: what is there without a matter.

use serde_json::json;
use shouwang_app::service::{Finding, FindingCount, FindingsAsked};
use shouwang_calendar::Lang;

use super::super::Outcome;
use super::show::{id, label};
use super::{Clerk, failed};
use crate::cli_matter::FindingsArgs;

impl Clerk<'_> {
    /// Fine where there is nothing.
    pub(super) async fn findings(&self, args: &FindingsArgs) -> Outcome {
        let FindingsArgs { article, register, unit, earlier, rows } = args;
        let asked = FindingsAsked {
            article: article.clone(),
            register: register.clone(),
            unit: unit.clone(),
            earlier: *earlier,
            sort: None,
            after: None,
            limit: (*rows).clamp(1, 500),
        };
        let (findings, _) = self.service.list_findings(&self.caller, &asked, &self.edge()).await.map_err(failed)?;
        let counts = self.service.count_findings(&self.caller, &asked, &self.edge()).await.map_err(failed)?;
        self.print(
            || {
                json!({
                    "findings": findings.iter().map(|finding| json!({
                        "register": finding.register,
                        "code": finding.code,
                        "title": finding.title,
                        "unit": finding.unit,
                        "unit_name": finding.unit_name,
                        "article": format!("{}/{}", finding.article.instrument, finding.article.article),
                        "matter": id(finding.matter),
                        "since": finding.since,
                    })).collect::<Vec<_>>(),
                    "counts": counts.iter().map(|count| json!({
                        "register": count.register,
                        "article": format!("{}/{}", count.article.instrument, count.article.article),
                        "matter": id(count.matter),
                        "count": count.count,
                        "earlier_count": count.earlier_count,
                        "more": count.more,
                    })).collect::<Vec<_>>(),
                })
            },
            |language| {
                let lines = findings.iter().map(|finding| line(finding, language));
                lines.chain(counts.iter().map(|count| total(count, language))).collect()
            },
        );
        Ok(findings.is_empty())
    }
}

fn line(finding: &Finding, language: Lang) -> String {
    let Finding { code, title, .. } = finding;
    let title = if title == code { String::new() } else { format!(" {title}") };
    let since = finding.since.map_or_else(|| language.pick("不知何时起", "since nobody knows when").to_owned(), |since| since.to_string());
    format!(
        "{}  {code}{title}  {}  {since}  {}“{}”  {}",
        finding.label.get(language),
        finding.unit_name.as_deref().or(finding.unit.as_deref()).unwrap_or("–"),
        language.pick("缺", "lacks "),
        label(finding.matter).get(language),
        finding.article.label.get(language),
    )
}

fn total(count: &FindingCount, language: Lang) -> String {
    let more = if count.more { "+" } else { "" };
    let earlier = if count.earlier_count > 0 {
        format!("{}{}", language.pick("，另有法规要求以前的 ", ", and from before any law asked: "), count.earlier_count)
    } else {
        String::new()
    };
    format!("{} · {}：{}{more}{earlier}", count.article.label.get(language), count.label.get(language), count.count)
}
