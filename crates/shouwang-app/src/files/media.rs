//! What a file is, by its content: the name that it brings says nothing.

use std::io::Cursor;

use shouwang_calendar::Words;
use shouwang_domain::procedure::matter_file::Media;
use zip::ZipArchive;

/// Parts of an archive at most: an office file has some dozens.
const PARTS_MAX: usize = 10_000;
/// What the older binary office files begin with.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a file is.
///
/// # Errors
/// When it is nothing that is taken, with what to do.
pub fn find_media(bytes: &[u8]) -> Result<Media, Words> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if begins(b"%PDF-") {
        return Ok(Media::Pdf);
    }
    if begins(b"\x89PNG\r\n\x1a\n") {
        return Ok(Media::Png);
    }
    if begins(b"\xff\xd8\xff") {
        return Ok(Media::Jpeg);
    }
    if begins(b"PK\x03\x04") {
        return archive(bytes);
    }
    if begins(OLE) {
        return Err(Words::new(
            "旧版 Office 文件（doc、xls、ppt）不能上传；请另存为 docx、xlsx 或者 PDF 后再传",
            "older office files (doc, xls, ppt) are not taken; save it as docx, xlsx or PDF",
        ));
    }
    if is_text(bytes) { Ok(Media::Text) } else { Err(unknown()) }
}

/// What an archive is, by what is in it. One with macros is refused: whoever opens it would run them.
fn archive(bytes: &[u8]) -> Result<Media, Words> {
    let archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| Words::new("文件已损坏，无法打开；请重新保存后再传", "the file is damaged and cannot be opened; save it anew"))?;
    if archive.len() > PARTS_MAX {
        return Err(unknown());
    }
    let has = |part: &str| archive.index_for_name(part).is_some();
    if archive.file_names().flatten().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return Err(Words::new(
            "文件含有宏，不能上传；请另存为不含宏的文件后再传",
            "the file has macros and is not taken; save it without them",
        ));
    }
    if has("word/document.xml") {
        Ok(Media::Docx)
    } else if has("xl/workbook.xml") {
        Ok(Media::Xlsx)
    } else if has("OFD.xml") {
        Ok(Media::Ofd)
    } else {
        Err(unknown())
    }
}

/// Whether it is text: of UTF-8 or GB 18030, without signs that no text has.
fn is_text(bytes: &[u8]) -> bool {
    let is_plain = |byte: &u8| *byte >= 0x20 && *byte != 0x7f || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    let decodes = || {
        let (_, had_errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
        !had_errors
    };
    !bytes.is_empty() && bytes.iter().all(is_plain) && (std::str::from_utf8(bytes).is_ok() || decodes())
}

fn unknown() -> Words {
    Words::new(
        "这种文件不能上传；可以上传 PDF、docx、xlsx、OFD、PNG、JPEG 和纯文本，按内容认定，改文件名没有用",
        "such a file is not taken; PDF, docx, xlsx, OFD, PNG, JPEG and plain text are, by their content, whatever the name is",
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(names: &[&str]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(b"x").unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_is_what_its_content_says() {
        let of = |bytes: &[u8]| find_media(bytes).ok();
        assert_eq!(of(b"%PDF-1.7\n..."), Some(Media::Pdf));
        assert_eq!(of(b"\x89PNG\r\n\x1a\n0"), Some(Media::Png));
        assert_eq!(of(b"\xff\xd8\xff\xe0"), Some(Media::Jpeg));
        assert_eq!(of("说明\r\n".as_bytes()), Some(Media::Text));
        assert_eq!(of(b"\xcb\xb5\xc3\xf7"), Some(Media::Text), "GB 18030");
        assert_eq!(of(&zipped(&["[Content_Types].xml", "word/document.xml"])), Some(Media::Docx));
        assert_eq!(of(&zipped(&["xl/workbook.xml"])), Some(Media::Xlsx));
        assert_eq!(of(&zipped(&["OFD.xml"])), Some(Media::Ofd));
    }

    #[test]
    fn programs_macros_and_what_nobody_knows_are_refused_with_what_to_do() {
        let refused = |bytes: &[u8]| find_media(bytes).unwrap_err().zh;
        assert!(refused(b"MZ\x90\x00\x03").contains("不能上传"));
        assert!(refused(b"\x7fELF\x02").contains("不能上传"));
        assert!(refused(b"").contains("不能上传"));
        assert!(refused(OLE).contains("另存为"));
        assert!(refused(&zipped(&["classes.dex"])).contains("不能上传"));
        assert!(refused(&zipped(&["word/document.xml", "word/vbaProject.bin"])).contains("宏"));
        assert!(refused(b"PK\x03\x04 cut off").contains("损坏"));
    }
}
