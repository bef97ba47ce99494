//! Whether an operation speaks a form that the caller accepts.

use axum::http::{HeaderMap, header};
use shouwang_app::problem::{AppError, ProblemCode};

use crate::operation::Operation;
use crate::problem::Answer;

/// Refuses a request that accepts none of the operation's forms.
pub(super) fn check(operation: &Operation, headers: &HeaderMap) -> Answer<()> {
    let ranges: Vec<&str> =
        headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).collect();
    if ranges.is_empty() || operation.gives.is_empty() || ranges.iter().any(|range| operation.gives.iter().any(|form| takes(range, form))) {
        return Ok(());
    }
    let forms = operation.gives.join(", ");
    Err(AppError::new(
        ProblemCode::NotAcceptable,
        format!("此操作只给出：{forms}；请更正请求头 Accept"),
        format!("This operation gives only: {forms}; correct the header `Accept`"),
    )
    .at("Accept", format!("可用：{forms}"), format!("use one of: {forms}"))
    .into())
}

/// Whether a range of media types (`text/*;q=0.5`) takes a form.
fn takes(range: &str, form: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default().to_ascii_lowercase();
    let refused = parts.filter_map(|part| part.strip_prefix("q=")).any(|weight| weight.trim_matches(['0', '.']).is_empty());
    let form = form.split(';').next().unwrap_or_default().trim();
    let kind = form.split('/').next().unwrap_or_default();
    !refused && (media == "*/*" || media == form || media.strip_suffix("/*") == Some(kind))
}

#[cfg(test)]
mod tests {
    use super::takes;

    #[test]
    fn a_range_takes_what_it_names_and_nothing_of_weight_nought() {
        assert!(takes("*/*;q=0.8", "application/json"));
        assert!(takes(" application/*", "application/json"));
        assert!(takes("Application/JSON; q=1.0", "application/json"));
        assert!(takes("text/csv", "text/csv; charset=utf-8"));
        assert!(!takes("text/*", "application/json"));
        assert!(!takes("application/json;q=0.0", "application/json"));
    }
}
