//! Files that cannot be read at all are refused with a sentence that says what to do, and nothing is written.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;

use shouwang_app::workbook::Incoming;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{BODIES, Office, parts, plan_of, refused, write_parts, write_sheets};

/// Writes these bytes under this name into an office that knows something, and expects a refusal with these words.
async fn is_refused(name: &str, bytes: &[u8], words: &[&str]) {
    let mut office = Office::open().await;
    write_sheets(&office.path("bodies.xlsx"), BODIES);
    office.apply(&office.path("bodies.xlsx")).await;
    let path = office.path(name);
    fs::write(&path, bytes).unwrap();
    let said = office.refuses(&path).await;
    for word in words.iter().chain(&[name]) {
        assert!(said.contains(word), "`{word}` is missing in: {said}");
    }
}

/// The bytes of a workbook with two sheets.
fn workbook() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bodies.xlsx");
    write_sheets(&path, BODIES);
    fs::read(path).unwrap()
}

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_of_200_megabytes_is_refused_before_it_is_read() {
    let office = Office::open().await;
    let path = office.path("large.xlsx");
    File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let started = std::time::Instant::now();
    let said = office.refuses(&path).await;
    assert!(said.contains("200 MB") && said.contains("最多 100 MB"), "{said}");
    assert!(started.elapsed().as_secs() < 2, "the file seems to have been read");
}

#[tokio::test]
async fn files_that_are_not_what_their_name_says_are_refused() {
    is_refused("units.xlsx", "编号,名称\nU1,甲局\n".as_bytes(), &["改名为 .csv"]).await;
    is_refused("unit.csv", &workbook(), &["改名为 .xlsx"]).await;
    is_refused("units.xlsx", b"%PDF-1.7 ...", &["PDF"]).await;
    is_refused("units.xlsx", b"\xef\xbb\xbf <html><table>", &["网页", "另存为 .xlsx"]).await;
    is_refused("unit.csv", b"\x89PNG\r\n\x1a\n", &["图片"]).await;
    is_refused(
        "units.xlsx",
        &archive(&[("word/document.xml", b"<w/>"), ("_rels/.rels", b"<Relationships></Relationships>")]),
        &["没有工作簿"],
    )
    .await;
    is_refused("units.xlsx", &archive(&[("notes.txt", b"hello")]), &["没有工作簿"]).await;
}

#[tokio::test]
async fn old_and_protected_workbooks_are_refused_with_what_to_do() {
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    is_refused("units.xls", &old, &["旧版 .xls", "另存为 .xlsx"]).await;
    is_refused("units.xlsx", &old, &["旧版 .xls"]).await;
    is_refused("units.xlsx", &encrypted(), &["密码"]).await;
}

/// The container that Excel puts around an encrypted workbook, with nothing but its directory: header, one table of sectors, one directory.
fn encrypted() -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut file = vec![0_u8; 3 * SECTOR];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &[0xfe, 0xff, 0xff, 0xff]);
    put(68, &[0xfe, 0xff, 0xff, 0xff]);
    put(76, &[0; 4]);
    put(80, &[0xff; 432]);
    // The table of sectors: the first holds the table itself, the second the directory and its end.
    put(SECTOR, &[0xfd, 0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff]);
    put(SECTOR + 8, &[0xff; SECTOR - 8]);
    let directory = 2 * SECTOR;
    for (at, (name, kind)) in [("Root Entry", 5), ("EncryptedPackage", 2)].into_iter().enumerate() {
        let entry = directory + at * 128;
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        put(entry, &wide);
        put(entry + 64, &u16::try_from(wide.len()).unwrap().to_le_bytes());
        put(entry + 66, &[kind, 1]);
        put(entry + 68, &[0xff; 12]);
        put(entry + 116, &[0xfe, 0xff, 0xff, 0xff]);
    }
    file
}

#[tokio::test]
async fn damaged_workbooks_are_refused() {
    let whole = workbook();
    is_refused("units.xlsx", &whole[..whole.len() / 2], &["损坏或者不完整"]).await;
    is_refused("units.xlsx", &whole[..40], &["损坏或者不完整"]).await;
    let mut changed = whole.clone();
    changed[whole.len() / 3] ^= 0x55;
    is_refused("units.xlsx", &changed, &["units.xlsx"]).await;
}

#[tokio::test]
async fn empty_files_and_folders_are_refused() {
    is_refused("units.xlsx", b"", &["0 字节"]).await;
    is_refused("unit.csv", b"", &["0 字节"]).await;
    is_refused("unit.csv", "\u{feff}\n \n".as_bytes(), &["文件是空的"]).await;
    let office = Office::open().await;
    let folder = office.path("folder");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("readme.txt"), "hello").unwrap();
    assert!(office.refuses(&folder).await.contains("文件夹里没有 .xlsx 或 .csv 文件"));
    assert!(office.refuses(&office.path("nowhere.xlsx")).await.contains("打不开"));
}

#[tokio::test]
async fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut bytes = archive(&[("xl/sharedStrings.xml", b"<sst/>")]);
    // The directory's entry says how much the part unpacks to: 3 GB.
    let entry = bytes.windows(4).position(|sign| sign == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&3_000_000_000_u32.to_le_bytes());
    is_refused("units.xlsx", &bytes, &["解压后超过 1 GB"]).await;
}

#[tokio::test]
async fn a_workbook_that_claims_endless_strings_is_refused() {
    let strings = br#"<sst uniqueCount="999999999999999"><si><t>x</t></si></sst>"#;
    is_refused("units.xlsx", &archive(&[("xl/sharedStrings.xml", strings)]), &["uniqueCount"]).await;
}

#[tokio::test]
async fn csv_that_is_no_text_or_never_closes_a_quotation_is_refused() {
    is_refused("unit.csv", b"\xff\xff\xff,\x80\x80\n", &["UTF-8"]).await;
    is_refused("unit.csv", "编号,名称\nU9,\"丙局\nU8,丁局\n".as_bytes(), &["引号"]).await;
    is_refused("units-2026.csv", "编号,名称\nU9,丙局\n".as_bytes(), &["没有叫“units-2026”的登记表", "unit"]).await;
}

#[test]
fn csv_cells_are_named_as_a_spreadsheet_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("division.csv");
    fs::write(&path, "code,name,level,note\r\n4331,样例州,市级,\"两\r\n行\"\r\n\r\n4332,另一州,州级,\r\n").unwrap();
    let plan = plan_of(&path);
    assert_eq!(plan.added.len(), 1);
    // Headings, a row that spans two lines of text, an empty row: the bad cell is in row 4.
    assert!(refused(&plan)[0].starts_with("division.csv › division!C4 【级别】"), "{:?}", refused(&plan));
}

#[test]
fn csv_from_excel_in_china_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("行政区划.csv");
    let (gbk, _, _) = encoding_rs::GBK.encode("编号,名称,级别\r\n4331,湘西州,市级\r\n");
    fs::write(&path, gbk).unwrap();
    let plan = plan_of(&path);
    assert!(plan.can_apply());
    assert_eq!(plan.added[0].row.key.code, "4331");
}

#[test]
fn every_cut_of_a_workbook_is_an_error_and_never_the_end_of_the_process() {
    let whole = workbook();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.xlsx");
    for cut in (0..whole.len()).step_by(97) {
        fs::write(&path, &whole[..cut]).unwrap();
        assert!(Incoming::read(Path::new(&path)).is_err(), "cut at {cut}");
    }
}

#[test]
fn no_change_of_a_part_ends_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("changed.xlsx");
    write_sheets(&path, BODIES);
    let whole = parts(&path);
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        // A linear congruential generator is random enough to hit every part.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut readable_count = 0;
    for _ in 0..400 {
        let mut changed = whole.clone();
        let bytes = &mut changed[random(whole.len())].1;
        let at = random(bytes.len());
        match random(3) {
            0 => bytes[at] = b"<>&\"/0Zz= "[random(10)],
            1 => bytes.truncate(at),
            _ => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
        }
        write_parts(&path, &changed);
        readable_count += usize::from(Incoming::read(&path).is_ok());
    }
    assert!((50..400).contains(&readable_count), "{readable_count} of 400 were readable: the changes do not reach what matters");
}
