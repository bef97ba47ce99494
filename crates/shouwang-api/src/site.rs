//! The product's pages: files that were built before, handed in by the binary and sent as they are.
//!
//! Every address that is no operation and no file is answered with the one page, which finds out by itself what to show; but never below `/api`,
//! where a program asks. This module makes no page and compresses nothing: compressed forms lie beside the files.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shouwang_app::edge::hex;
use shouwang_app::problem::AppError;

use crate::problem::Problem;
use crate::state::Api;

/// Finds a file of the site by its name, such as `index.html` or `assets/index.js.br`.
pub type Site = fn(&str) -> Option<SiteFile>;

/// A file of the site.
#[derive(Clone, Debug)]
pub struct SiteFile {
    /// What it holds.
    pub content: Cow<'static, [u8]>,
    /// SHA-256 of it.
    pub sha256: [u8; 32],
}

/// The page that stands for all pages.
const PAGE: &str = "index.html";
/// Files below carry a hash of their content in their names.
const HASHED: &str = "assets/";
/// What is said where the program was built without its pages.
const WITHOUT: &str = "<!doctype html><meta charset=\"utf-8\"><title>守望 Shouwang</title>\
    <p>这个程序没有带上网页：请运行 make web，再重新构建。接口可以使用，见 <a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a>。\
    <p>This program was built without its pages: run make web, then build it again. The interface works: \
    <a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a>.";

/// Answers what is no operation.
pub(crate) async fn handler(State(api): State<Api>, request: Request) -> Response {
    answer(api.site(), request.method(), request.uri().path(), request.headers())
}

fn answer(site: Site, method: &Method, path: &str, headers: &HeaderMap) -> Response {
    let name = path.trim_start_matches('/');
    let is_question = method == Method::GET || method == Method::HEAD;
    if !is_question || name == "api" || name.starts_with("api/") {
        return not_found();
    }
    let is_stored_form = [".br", ".gz"].iter().any(|ending| name.ends_with(ending));
    match site(name).filter(|_| !is_stored_form) {
        Some(file) => send(site, name, file, headers),
        None if !wants_page(headers) => not_found(),
        None => match site(PAGE) {
            Some(page) => send(site, PAGE, page, headers),
            None => (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], WITHOUT).into_response(),
        },
    }
}

fn not_found() -> Response {
    Problem::from(AppError::not_found()).into_response()
}

/// A browser that goes to an address asks for a page; a script of ours that asks for a file that is gone must not be given one.
fn wants_page(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).any(|value| value.contains("text/html"))
}

/// Sends a file in the smallest form that the browser reads, or says that the browser has it.
fn send(site: Site, name: &str, plain: SiteFile, headers: &HeaderMap) -> Response {
    let forms = [("br", "br"), ("gz", "gzip")];
    let form = forms
        .into_iter()
        .filter(|(_, coding)| reads(headers, coding))
        .find_map(|(ending, coding)| Some((site(&format!("{name}.{ending}"))?, coding)));
    let (file, coding) = form.map_or((plain, None), |(file, coding)| (file, Some(coding)));
    let etag = format!("\"{}\"", hex(&file.sha256[..16]));
    let caching = if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(&etag));
    let mut response =
        Response::builder().header(header::ETAG, etag).header(header::CACHE_CONTROL, caching).header(header::VARY, "Accept-Encoding");
    if known {
        return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).unwrap_or_default();
    }
    response = response.header(header::CONTENT_TYPE, content_type(name));
    if let Some(coding) = coding {
        response = response.header(header::CONTENT_ENCODING, coding);
    }
    let body = match file.content {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    response.body(body).unwrap_or_default()
}

/// Whether the browser says that it reads a coding, and does not say at once that it would rather not.
fn reads(headers: &HeaderMap, coding: &str) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|one| {
        let (name, quality) = one.split_once(';').unwrap_or((one, ""));
        name.trim().eq_ignore_ascii_case(coding) && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn site(name: &str) -> Option<SiteFile> {
        let content: &'static [u8] = match name {
            "index.html" => b"<!doctype html>",
            "assets/a-1.js" => b"let long = 1;",
            "assets/a-1.js.br" => b"short",
            _ => return None,
        };
        Some(SiteFile { content: Cow::Borrowed(content), sha256: [u8::try_from(content.len()).unwrap_or(0); 32] })
    }

    fn ask(path: &str, headers: &[(HeaderName, &'static str)]) -> Response {
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        answer(site, &Method::GET, path, &headers)
    }

    fn header_of(response: &Response, name: HeaderName) -> &str {
        response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    const PAGE_WANTED: (HeaderName, &str) = (header::ACCEPT, "text/html,*/*;q=0.8");

    #[test]
    fn every_address_of_a_page_is_answered_with_the_page_that_is_asked_for_anew() {
        for path in ["/", "/registers/unit", "/login"] {
            let response = ask(path, &[PAGE_WANTED]);
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(header_of(&response, header::CACHE_CONTROL), "no-cache");
        }
    }

    #[test]
    fn below_the_interface_there_are_no_pages() {
        for path in ["/api", "/api/v1/nothing"] {
            assert_eq!(ask(path, &[PAGE_WANTED]).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn a_missing_file_is_no_page_for_a_script() {
        assert_eq!(ask("/assets/old.js", &[(header::ACCEPT, "*/*")]).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn a_file_is_sent_compressed_to_whoever_reads_that_and_kept_for_good() {
        let response = ask("/assets/a-1.js", &[(header::ACCEPT_ENCODING, "gzip, br")]);
        assert_eq!(header_of(&response, header::CONTENT_ENCODING), "br");
        assert!(header_of(&response, header::CACHE_CONTROL).contains("immutable"));
        assert_eq!(header_of(&response, header::CONTENT_TYPE), "text/javascript; charset=utf-8");
        let plain = ask("/assets/a-1.js", &[(header::ACCEPT_ENCODING, "br;q=0, gzip")]);
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        assert_ne!(header_of(&plain, header::ETAG), header_of(&response, header::ETAG));
        assert_eq!(ask("/assets/a-1.js.br", &[(header::ACCEPT, "*/*")]).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let response = ask("/", &[PAGE_WANTED, (header::IF_NONE_MATCH, "\"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\"")]);
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn without_pages_the_address_says_how_to_get_them() {
        let headers = [(header::ACCEPT, HeaderValue::from_static("text/html"))].into_iter().collect();
        let response = answer(|_| None, &Method::GET, "/", &headers);
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
