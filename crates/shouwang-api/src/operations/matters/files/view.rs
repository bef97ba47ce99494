//! How files of a matter are shown.

use serde::Serialize;
use shouwang_app::problem::AppError;
use shouwang_app::service::{FileView, FilesView};
use utoipa::ToSchema;

use crate::operations::common::{Both, CivilDay};
use crate::operations::listed::{Listed, ListedQuery};
use crate::operations::matters::form_view::{id_of, label_of};
use crate::operations::matters::view::MatterRefusal;

/// A file of a matter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterFileView {
    /// Its name in addresses.
    id: String,
    /// Number of the act that added it. In quotes it is the `If-Match` with which it is taken away.
    version: i64,
    /// What it is called.
    name: String,
    /// What it is, by its content: `pdf`, `docx`, `xlsx`, `ofd`, `png`, `jpeg`, `text`.
    media: &'static str,
    /// The same in words.
    media_label: Both,
    /// How many bytes it has.
    bytes: i64,
    /// SM3 of its bytes.
    sm3: String,
    /// What the search for viruses said: `clean`, `not_scanned`.
    verdict: &'static str,
    /// The same in words.
    verdict_label: Both,
    /// The account that added it.
    by: String,
    /// When it was added.
    on: CivilDay,
}

/// The files of a matter, and whether the caller may change them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterFiles {
    /// The files, in the order in which they were added when no other is asked for.
    files: Vec<MatterFileView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
    /// Whether the caller may add one now.
    may_add: bool,
    /// Why not.
    add_refusal: Option<MatterRefusal>,
    /// Whether the caller may take one away now.
    may_remove: bool,
    /// Why not.
    remove_refusal: Option<MatterRefusal>,
    /// Bytes of a file at most.
    file_bytes_max: usize,
    /// Bytes of all files of a matter together at most.
    files_bytes_max: usize,
}

impl From<FileView> for MatterFileView {
    fn from(view: FileView) -> MatterFileView {
        let FileView { id, version, file, on } = view;
        MatterFileView {
            id,
            version,
            name: file.name,
            media: id_of(file.media),
            media_label: label_of(file.media).into(),
            bytes: file.bytes,
            sm3: file.sm3,
            verdict: id_of(file.verdict),
            verdict_label: label_of(file.verdict).into(),
            by: file.by,
            on: CivilDay(on),
        }
    }
}

impl From<FilesView> for MatterFiles {
    fn from(view: FilesView) -> MatterFiles {
        let FilesView { files, adding, removing, bytes_max } = view;
        MatterFiles {
            files: files.into_iter().map(MatterFileView::from).collect(),
            next: None,
            may_add: adding.is_none(),
            add_refusal: adding.as_ref().map(MatterRefusal::from),
            may_remove: removing.is_none(),
            remove_refusal: removing.as_ref().map(MatterRefusal::from),
            file_bytes_max: bytes_max.0,
            files_bytes_max: bytes_max.1,
        }
    }
}

impl MatterFiles {
    /// The same with a page of the files.
    pub(super) fn page(self, query: &ListedQuery) -> Result<MatterFiles, AppError> {
        let Listed { rows: files, next } = query.page(self.files, |file| file.id.clone())?;
        Ok(MatterFiles { files, next, ..self })
    }
}
