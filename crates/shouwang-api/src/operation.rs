//! What the interface knows of one operation beside its handler: the authority it needs, what it takes and gives, and how it may fail.
//!
//! One declaration is both carried out (by [`crate::gate`]) and written down (by [`crate::document`]), so that the document cannot promise
//! what nobody enforces.

use shouwang_app::authority;
use shouwang_app::problem::ProblemCode;

/// Most bytes of a JSON body.
pub(crate) const JSON_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most bytes of an upload: what the reader of workbooks takes in, and the frame of the form around it.
pub(crate) const UPLOAD_BYTES_MAX: usize = 100 * 1024 * 1024 + 64 * 1024;
/// Seconds that an operation may take.
const TIMEOUT_S: u16 = 15;
/// Seconds that an operation may take that reads or writes everything.
const TIMEOUT_LONG_S: u16 = 300;

/// A page for people.
pub(crate) const HTML: &str = "text/html";
/// JSON.
pub(crate) const JSON: &str = "application/json";
/// A workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// CSV.
pub(crate) const CSV: &str = "text/csv";
/// A calendar.
pub(crate) const ICS: &str = "text/calendar";
/// Plain text.
pub(crate) const TEXT: &str = "text/plain";
/// Plain text, as an answer names it.
pub(crate) const TEXT_UTF8: &str = "text/plain; charset=utf-8";
/// Bytes without a form that others know.
pub(crate) const BYTES: &str = "application/octet-stream";
/// PDF.
pub(crate) const PDF: &str = "application/pdf";
/// A document of a word processor.
pub(crate) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// An archive.
pub(crate) const ZIP: &str = "application/zip";
/// Lines of JSON.
pub(crate) const LINES: &str = "application/x-ndjson";
/// A stream of events.
pub(crate) const EVENTS: &str = "text/event-stream";

/// The body that an operation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// None.
    Nothing,
    /// JSON of at most [`JSON_BYTES_MAX`].
    Json,
    /// A form with files, of at most so many bytes.
    Form(usize),
    /// Text of at most so many bytes.
    Text(usize),
    /// Text of at most so many bytes, however the caller names it: where a standard says nothing of it.
    Untyped(usize),
    /// A file of at most so many bytes; what it is, its content says.
    Bytes(usize),
    /// A workbook of at most [`JSON_BYTES_MAX`].
    Workbook,
}

/// What an operation has to do with versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Versions {
    /// Nothing.
    None,
    /// It answers with the version (`ETag`).
    Told,
    /// It changes the version that `If-Match` names, where it is named.
    Honoured,
    /// It changes the version that `If-Match` names; its answer is about something else.
    Named,
    /// It changes the version that `If-Match` names, and answers with the new one.
    Matched,
}

/// One operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation {
    /// Its name in the table of authority.
    pub(crate) authority: &'static str,
    /// The body that it takes.
    pub(crate) takes: Takes,
    /// Whether it needs an idempotency key: every POST that changes something for somebody who is logged in.
    pub(crate) keyed: bool,
    /// What it has to do with versions.
    pub(crate) versions: Versions,
    /// The forms it answers in; the first is the usual one.
    pub(crate) gives: &'static [&'static str],
    /// Problems of its own, beside those that follow from the rest.
    pub(crate) problems: &'static [ProblemCode],
    /// Seconds that it may take.
    pub(crate) timeout_s: u16,
}

impl Operation {
    /// An operation that takes no body and answers in JSON.
    pub(crate) const fn of(authority: &'static str) -> Operation {
        Operation {
            authority,
            takes: Takes::Nothing,
            keyed: false,
            versions: Versions::None,
            gives: &[JSON],
            problems: &[],
            timeout_s: TIMEOUT_S,
        }
    }

    /// Which takes this body.
    pub(crate) const fn takes(self, takes: Takes) -> Operation {
        Operation { takes, ..self }
    }

    /// Which is carried out once for each idempotency key.
    pub(crate) const fn keyed(self) -> Operation {
        Operation { keyed: true, ..self }
    }

    /// Which has this to do with versions.
    pub(crate) const fn versions(self, versions: Versions) -> Operation {
        Operation { versions, ..self }
    }

    /// Which answers in these forms.
    pub(crate) const fn gives(self, gives: &'static [&'static str]) -> Operation {
        Operation { gives, ..self }
    }

    /// Which may fail in these ways, too.
    pub(crate) const fn fails(self, problems: &'static [ProblemCode]) -> Operation {
        Operation { problems, ..self }
    }

    /// Which may take long, because it reads or writes everything.
    pub(crate) const fn long(self) -> Operation {
        Operation { timeout_s: TIMEOUT_LONG_S, ..self }
    }

    /// Its row in the table of authority; `None` is a mistake that a test finds.
    pub(crate) fn authority(&self) -> Option<&'static authority::Operation> {
        authority::operation(self.authority)
    }

    /// Whether it answers people with pages, and so does when it fails.
    pub(crate) fn gives_pages(&self) -> bool {
        self.gives.contains(&HTML)
    }

    /// Whether nobody has to be logged in.
    pub(crate) fn is_public(&self) -> bool {
        matches!(self.authority().map(|row| row.access), Some(authority::Access::Anyone(_)))
    }

    /// Whether it changes anything.
    pub(crate) fn changes(&self) -> bool {
        self.authority().is_none_or(|row| row.kind == authority::Kind::Write)
    }

    /// Every way in which it may fail, by status.
    pub(crate) fn problem_codes(&self, has_path: bool, has_query: bool) -> Vec<ProblemCode> {
        use ProblemCode as P;
        let mut codes = vec![P::BadRequest, P::NotAcceptable, P::TooManyRequests, P::Internal, P::Unavailable, P::TimedOut];
        if !self.is_public() {
            codes.extend([P::NotLoggedIn, P::Forbidden, P::SecondFactorNeeded]);
            if self.changes() {
                codes.push(P::CsrfRefused);
            }
        }
        if has_path {
            codes.extend([P::NotFound, P::BadParameter]);
        }
        if has_query {
            codes.push(P::BadParameter);
        }
        if self.takes != Takes::Nothing {
            codes.extend([P::RequestTimeout, P::TooLarge, P::Invalid]);
            if !matches!(self.takes, Takes::Untyped(_)) {
                codes.push(P::UnsupportedMediaType);
            }
        }
        if self.changes() {
            codes.push(P::StorageFull);
        }
        if self.keyed {
            codes.extend([P::HeaderMissing, P::InProgress, P::KeyReused, P::Conflict]);
        }
        match self.versions {
            Versions::None | Versions::Told => {}
            Versions::Honoured => codes.extend([P::Overtaken, P::BadParameter]),
            Versions::Named | Versions::Matched => codes.extend([P::PreconditionRequired, P::Overtaken, P::BadParameter]),
        }
        codes.extend(self.problems);
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}
