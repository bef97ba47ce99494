//! A paper as docx, for whoever edits it further: the same layout in the terms of a word processor, which breaks the lines by the same rules.

mod body;
mod parts;
mod picture;
mod xml;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::{Block, Paper};

/// Writes a paper as docx.
///
/// # Errors
/// When the archive cannot be written, which memory does not give a reason for.
pub fn write_docx(paper: &Paper) -> zip::result::ZipResult<Vec<u8>> {
    let proof = paper.blocks.iter().find_map(|block| match block {
        Block::Signature { proof, .. } => proof.as_ref().and_then(super::Proof::squares),
        _ => None,
    });
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", parts::CONTENT_TYPES.into()),
        ("_rels/.rels", parts::RELATIONS.into()),
        ("docProps/core.xml", parts::properties(paper).into()),
        ("word/document.xml", body::document(paper, proof.is_some()).into()),
        ("word/_rels/document.xml.rels", parts::document_relations(proof.is_some()).into()),
        ("word/styles.xml", parts::styles(paper.lang).into()),
        ("word/settings.xml", parts::SETTINGS.into()),
        ("word/footer-odd.xml", parts::folio("right").into()),
        ("word/footer-even.xml", parts::folio("left").into()),
        ("word/header-first.xml", body::first_header(paper).into()),
        ("word/footer-first.xml", parts::FIRST_FOOTER.into()),
    ];
    if let Some(squares) = &proof {
        files.push(("word/media/proof.png", picture::png(squares)?));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The same paper is the same bytes: no file in it has a time of its own.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
