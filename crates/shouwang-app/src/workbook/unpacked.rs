//! Looks through the parts of a zipped workbook before anything takes them for one: how much they unpack to, and whether they are whole.
//!
//! What the parts mean is none of its business, except for two marks that save a second reading later.

use std::io::{self, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use shouwang_calendar::Words;

use super::limits::UNPACKED_BYTES_MAX;

/// What was seen in passing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Whether some sheet may hold merged cells.
    pub(crate) merged: bool,
}

/// Unpacks every part to nowhere, so that a bomb, a cut-off file or a changed byte is found before it can do harm.
///
/// # Errors
/// A sentence about what is wrong with the file.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Seen, Words> {
    inspect_up_to(bytes, UNPACKED_BYTES_MAX)
}

fn inspect_up_to(bytes: &[u8], bytes_max: u64) -> Result<Seen, Words> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let mut left = bytes_max;
    let mut seen = Seen::default();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| damaged(&error.to_string()))?;
        if part.size() > left {
            return Err(too_big());
        }
        let name = part.name().map_err(|error| damaged(&error.to_string()))?.to_ascii_lowercase();
        let mut scan = Scan { strings: name.ends_with("sharedstrings.xml"), ..Scan::default() };
        let count = scan.run(&mut part, left).map_err(|error| damaged(&error.to_string()))?;
        left = left.checked_sub(count).ok_or_else(too_big)?;
        if scan.declared_strings > count {
            return Err(damaged("sharedStrings uniqueCount"));
        }
        seen.merged |= name.contains("worksheets/") && scan.merged;
    }
    Ok(seen)
}

fn damaged(detail: &str) -> Words {
    Words::new(
        format!("文件已损坏或者不完整（{detail}）；请重新保存或重新传送这个文件"),
        format!("The file is damaged or cut off ({detail}); save it or send it again"),
    )
}

fn too_big() -> Words {
    let gib = UNPACKED_BYTES_MAX >> 30;
    Words::new(
        format!("解压后超过 {gib} GB，不像正常的登记表，没有读取；请分成几个文件"),
        format!("It unpacks to more than {gib} GB, which no register does, so it was not read; split it into several files"),
    )
}

/// A pass over the bytes of one part.
#[derive(Debug, Default)]
struct Scan {
    /// Whether the part holds the shared strings.
    strings: bool,
    /// How many strings it says it holds: the reader of workbooks makes room for so many at once.
    declared_strings: u64,
    /// Whether the mark of merged cells was seen.
    merged: bool,
}

impl Scan {
    /// Reads to the end, or to one byte more than `bytes_max`; the number of bytes read.
    fn run(&mut self, part: &mut impl Read, bytes_max: u64) -> io::Result<u64> {
        // What is looked for may lie across two reads, so that the end of each is kept for the next.
        const KEPT: usize = 64;
        let mut part = part.take(bytes_max.saturating_add(1));
        let mut buffer = vec![0; 64 * 1024];
        let (mut kept, mut total) = (0, 0);
        loop {
            let count = part.read(&mut buffer[kept..])?;
            if count == 0 {
                return Ok(total);
            }
            let held = kept + count;
            self.look(&buffer[..held]);
            total += count as u64;
            kept = held.min(KEPT);
            buffer.copy_within(held - kept..held, 0);
        }
    }

    fn look(&mut self, window: &[u8]) {
        self.merged = self.merged || memmem::find(window, b"mergeCells").is_some();
        if self.strings {
            self.declared_strings = self.declared_strings.max(declared_strings(window));
        }
    }
}

/// The number in `uniqueCount="…"`, when the bytes hold one.
fn declared_strings(window: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount";
    let Some(at) = memmem::find(window, NAME) else { return 0 };
    let digits = window[at + NAME.len()..].iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |number, byte| number.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_part_that_hides_its_size_is_still_stopped() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b' '; 1 << 20]).unwrap();
        let mut bytes = zip.finish().unwrap().into_inner();
        assert_eq!(inspect_up_to(&bytes, 1 << 20), Ok(Seen { merged: false }));
        assert!(inspect_up_to(&bytes, 1_000).is_err());
        let entry = memmem::find(&bytes, b"PK\x01\x02").unwrap();
        bytes[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
        assert!(inspect_up_to(&bytes, 1_000).is_err());
    }

    #[test]
    fn a_mark_across_two_reads_is_seen() {
        let text = [vec![b' '; 64 * 1024 - 4], b"<mergeCells count".to_vec()].concat();
        let mut scan = Scan::default();
        assert_eq!(scan.run(&mut text.as_slice(), u64::MAX).unwrap(), text.len() as u64);
        assert!(scan.merged);
        let mut scan = Scan::default();
        scan.run(&mut b"<mergeCell count".as_slice(), 100).unwrap();
        assert!(!scan.merged);
    }

    #[test]
    fn no_more_is_read_than_allowed() {
        assert_eq!(Scan::default().run(&mut io::repeat(b'x'), 1_000).unwrap(), 1_001);
    }

    #[test]
    fn the_declared_number_of_strings_is_found() {
        assert_eq!(declared_strings(br#"<sst count="9" uniqueCount="18446744073709551616999">"#), u64::MAX);
        assert_eq!(declared_strings(br#"<sst uniqueCount = '12'>"#), 12);
        assert_eq!(declared_strings(b"<sst>"), 0);
    }
}
