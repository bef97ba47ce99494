//! `POST /api/v1/ledger/receipt-verification`: what a receipt proves, for everybody. Nothing is kept.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{ProvenEntry, ReceiptVerdict};
use utoipa::ToSchema;

use super::view::check_published;
use crate::operation::{Operation, Takes};
use crate::operations::common::Both;
use crate::problem::Answer;
use crate::state::Api;

/// Bytes of a receipt. Its longest part is an entry, which names a hundred rows at most.
pub(super) const RECEIPT_BYTES_MAX: usize = 256 * 1024;

pub(crate) const OPERATION: Operation =
    Operation::of("ledger.receipt").takes(Takes::Text(RECEIPT_BYTES_MAX)).fails(&[ProblemCode::NotFound, ProblemCode::Conflict]);

/// What came of looking at a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptVerification {
    /// Whether it holds: it is whole, the entry is in this ledger as it says, and this ledger signed for it.
    holds: bool,
    /// What it proves, a sentence each; or the one thing that is wrong with it.
    says: Vec<Both>,
    /// The entry that it proves; none when it does not hold.
    proven: Option<ProvenView>,
}

/// An entry that a receipt proves.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProvenView {
    /// The ledger's name.
    origin: String,
    /// Entries that the signed head speaks of.
    size: u64,
    /// The entry's number.
    seq: u64,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// What was done.
    operation: String,
    /// For which unit.
    unit: Option<String>,
    /// In which function.
    function: Option<String>,
    /// By which article.
    article: Option<String>,
    /// The act, if registers were written.
    act: Option<i64>,
    /// Who did it, where the receipt discloses that.
    actor: Option<String>,
    /// Why, where the receipt discloses that.
    reason: Option<String>,
    /// Who signed.
    signers: Vec<SignerView>,
}

/// A signature under a head.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignerView {
    /// The key's name.
    name: String,
    /// By what it signs.
    kind: String,
}

impl From<ReceiptVerdict> for ReceiptVerification {
    fn from(verdict: ReceiptVerdict) -> ReceiptVerification {
        ReceiptVerification {
            holds: verdict.proven.is_some(),
            says: verdict.says.iter().map(Both::from).collect(),
            proven: verdict.proven.map(ProvenView::from),
        }
    }
}

impl From<ProvenEntry> for ProvenView {
    fn from(proven: ProvenEntry) -> ProvenView {
        ProvenView {
            origin: proven.origin,
            size: proven.size,
            seq: proven.seq,
            at: proven.at,
            operation: proven.operation,
            unit: proven.unit,
            function: proven.function,
            article: proven.article,
            act: proven.act,
            actor: proven.actor,
            reason: proven.reason,
            signers: proven.signers.into_iter().map(|(name, kind)| SignerView { name, kind }).collect(),
        }
    }
}

/// Verifies a receipt of this ledger: what it proves, or what is wrong with it. Nothing is looked up and nothing is kept.
#[utoipa::path(
    post, path = "/api/v1/ledger/receipt-verification", operation_id = "verifyReceipt", tag = "publication",
    request_body(content = String, content_type = "text/plain", description = "The receipt, as it was given"),
    responses((status = 200, description = "What it proves", body = ReceiptVerification)),
)]
pub(crate) async fn handler(State(api): State<Api>, bytes: Bytes) -> Answer<Json<ReceiptVerification>> {
    check_published(&api)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        AppError::new(ProblemCode::Invalid, "收据不是 UTF-8 文本；请原样提交", "The receipt is no text in UTF-8; send it as it was given")
    })?;
    Ok(Json(api.service().verify_receipt(text)?.into()))
}
