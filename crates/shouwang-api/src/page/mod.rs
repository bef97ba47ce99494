//! Pages that the server writes itself, for people without an account: they need no script and load nothing.
//!
//! Everything that is put into a page goes through [`escaped`]; what a page may do stands in [`policy`], which allows its own style sheet, by its
//! hash, and to send its form here. What a page says is the business of its operation.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use shouwang_app::problem::AppError;
use shouwang_calendar::Lang;

/// HTML as it is sent.
const HTML_UTF8: &str = "text/html; charset=utf-8";
const STYLE: &str = include_str!("page.css");

/// A page: its title, and what it holds, as HTML.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) lang: Lang,
    /// The address of this page, for the link to it in the other language.
    pub(crate) path: &'static str,
    /// As plain text.
    pub(crate) title: &'static str,
    /// As HTML.
    pub(crate) content: String,
}

impl Page {
    /// The page as it is sent.
    pub(crate) fn respond(&self, status: StatusCode) -> Response {
        let headers: [(HeaderName, HeaderValue); 3] = [
            (header::CONTENT_TYPE, HeaderValue::from_static(HTML_UTF8)),
            (header::CONTENT_LANGUAGE, HeaderValue::from_static(self.lang.pick("zh", "en"))),
            (header::CONTENT_SECURITY_POLICY, policy().clone()),
        ];
        (status, headers, Body::from(self.html())).into_response()
    }

    fn html(&self) -> String {
        let Page { lang, path, title, content } = self;
        let (tag, home, product) = (lang.pick("zh-CN", "en"), lang.pick("打开守望", "Open Shouwang"), lang.pick("守望", "Shouwang"));
        let (other, other_tag, other_name) = match lang {
            Lang::Zh => ("en", "en", "English"),
            Lang::En => ("zh", "zh-CN", "中文"),
        };
        format!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title} · {product}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n\
             <a class=\"home\" href=\"/\" title=\"{home}\">{product}</a>\n\
             <a href=\"{path}?lang={other}\" hreflang=\"{other_tag}\" lang=\"{other_tag}\">{other_name}</a>\n</header>\n<main>\n\
             <h1>{title}</h1>\n{content}</main>\n</body>\n</html>\n",
            title = escaped(title),
        )
    }
}

/// The language of a page: that which its address names, or else the one that the browser likes best.
pub(crate) fn language(query: Option<&str>, liked: Lang) -> Lang {
    let named = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).find(|(name, _)| name == "lang");
    match named.as_ref().map(|(_, value)| value.as_ref()) {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => liked,
    }
}

/// Puts a page into the place of problem details, which no person should have to read.
pub(crate) fn write_problem(response: Response, error: &AppError, lang: Lang) -> Response {
    let places = error.fields.iter().map(|field| format!("<li>{}</li>\n", escaped(field.detail.get(lang)))).collect::<String>();
    let list = if places.is_empty() { places } else { format!("<ul>\n{places}</ul>\n") };
    let back = lang.pick("返回验证页面", "Back to the page");
    let content = format!(
        "<section class=\"outcome wrong\">\n<p>{}</p>\n{list}</section>\n<p><a href=\"/verify?lang={}\">{back}</a></p>\n",
        escaped(error.detail.get(lang)),
        lang.pick("zh", "en"),
    );
    let page = Page { lang, path: "/verify", title: error.code.title(lang), content }.respond(response.status());
    let (mut parts, _) = response.into_parts();
    let (page, body) = page.into_parts();
    parts.headers.extend(page.headers);
    Response::from_parts(parts, body)
}

/// A text as it stands in HTML, between tags or in a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

fn policy() -> &'static HeaderValue {
    static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
        let style = STANDARD.encode(Sha256::digest(STYLE));
        let policy = format!("default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
    });
    &POLICY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_put_into_a_page_can_become_part_of_its_markup() {
        assert_eq!(escaped("<a href='x' id=\"y\">&"), "&lt;a href=&#39;x&#39; id=&quot;y&quot;&gt;&amp;");
    }

    #[test]
    fn the_language_in_the_address_goes_before_the_browsers() {
        assert_eq!(language(Some("lang=en"), Lang::Zh), Lang::En);
        assert_eq!(language(Some("a=b&lang=zh"), Lang::En), Lang::Zh);
        assert_eq!(language(Some("lang=fr"), Lang::En), Lang::En);
        assert_eq!(language(None, Lang::Zh), Lang::Zh);
    }

    #[test]
    fn the_style_sheet_cannot_end_its_element_and_loads_nothing() {
        assert!(!STYLE.contains('<') && !STYLE.contains("url(") && !STYLE.contains("@import"));
    }

    #[test]
    fn a_page_allows_nothing_but_its_style_sheet_and_its_form() {
        let policy = policy().to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    }
}
